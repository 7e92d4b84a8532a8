// SPDX-License-Identifier: BSL-1.0
//
// The functions of OpenGL and OpenGL ES that importing images takes, from the application's context.
#pragma once

#include <GL/gl.h>
#include <GL/glext.h>

#include "compositor/client/gl_context.hpp"

namespace xrt::comp {

/// Members are null for functions that the context lacks.
struct GlTable {
    decltype(&glGetString) GetString = nullptr;
    decltype(&glGetIntegerv) GetIntegerv = nullptr;
    decltype(&glGetError) GetError = nullptr;
    decltype(&glFinish) Finish = nullptr;
    decltype(&glGenTextures) GenTextures = nullptr;
    decltype(&glDeleteTextures) DeleteTextures = nullptr;
    decltype(&glBindTexture) BindTexture = nullptr;
    decltype(&glTexParameterf) TexParameterf = nullptr;
    decltype(&glTexParameterfv) TexParameterfv = nullptr;
    decltype(&glTexParameteri) TexParameteri = nullptr;
    PFNGLGETSTRINGIPROC GetStringi = nullptr;
    // For copying.
    decltype(&glPixelStorei) PixelStorei = nullptr;
    decltype(&glReadPixels) ReadPixels = nullptr;
    decltype(&glReadBuffer) ReadBuffer = nullptr;
    PFNGLBINDBUFFERPROC BindBuffer = nullptr;
    PFNGLBINDFRAMEBUFFERPROC BindFramebuffer = nullptr;
    PFNGLDELETEFRAMEBUFFERSPROC DeleteFramebuffers = nullptr;
    PFNGLFRAMEBUFFERTEXTURE2DPROC FramebufferTexture2D = nullptr;
    PFNGLFRAMEBUFFERTEXTURELAYERPROC FramebufferTextureLayer = nullptr;
    PFNGLGENFRAMEBUFFERSPROC GenFramebuffers = nullptr;
    PFNGLTEXSTORAGE2DPROC TexStorage2D = nullptr;
    PFNGLTEXSTORAGE3DPROC TexStorage3D = nullptr;
    // For importing.
    PFNGLGETUNSIGNEDBYTEVEXTPROC GetUnsignedBytevEXT = nullptr;
    PFNGLGETUNSIGNEDBYTEI_VEXTPROC GetUnsignedBytei_vEXT = nullptr;
    PFNGLCREATEMEMORYOBJECTSEXTPROC CreateMemoryObjectsEXT = nullptr;
    PFNGLDELETEMEMORYOBJECTSEXTPROC DeleteMemoryObjectsEXT = nullptr;
    PFNGLMEMORYOBJECTPARAMETERIVEXTPROC MemoryObjectParameterivEXT = nullptr;
    PFNGLIMPORTMEMORYFDEXTPROC ImportMemoryFdEXT = nullptr;
    PFNGLTEXSTORAGEMEM2DEXTPROC TexStorageMem2DEXT = nullptr;
    PFNGLTEXSTORAGEMEM3DEXTPROC TexStorageMem3DEXT = nullptr;
    PFNGLTEXSTORAGEMEM2DMULTISAMPLEEXTPROC TexStorageMem2DMultisampleEXT = nullptr;
    PFNGLTEXSTORAGEMEM3DMULTISAMPLEEXTPROC TexStorageMem3DMultisampleEXT = nullptr;

    bool imports_memory = false;  ///< GL_EXT_memory_object_fd
    bool copies = false;          ///< has what it takes to copy textures

    /// The context is current. Fails with `unsupported` if it can neither import memory nor be copied from, and says which
    /// context that was.
    static Result<GlTable> load(const GlContext& context);
};

}  // namespace xrt::comp
