// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_table.hpp"

#include <string>
#include <string_view>

namespace xrt::comp {
namespace {

template <typename Pointer>
void find(const GlContext& context, const char* name, Pointer& pointer) {
    pointer = reinterpret_cast<Pointer>(context.find(name));
}

GlTable find_all(const GlContext& context) {
    GlTable gl;
    find(context, "glGetString", gl.GetString);
    find(context, "glGetIntegerv", gl.GetIntegerv);
    find(context, "glGetError", gl.GetError);
    find(context, "glFinish", gl.Finish);
    find(context, "glGenTextures", gl.GenTextures);
    find(context, "glDeleteTextures", gl.DeleteTextures);
    find(context, "glBindTexture", gl.BindTexture);
    find(context, "glTexParameterf", gl.TexParameterf);
    find(context, "glTexParameterfv", gl.TexParameterfv);
    find(context, "glTexParameteri", gl.TexParameteri);
    find(context, "glGetStringi", gl.GetStringi);
    find(context, "glPixelStorei", gl.PixelStorei);
    find(context, "glReadPixels", gl.ReadPixels);
    find(context, "glReadBuffer", gl.ReadBuffer);
    find(context, "glBindBuffer", gl.BindBuffer);
    find(context, "glBindFramebuffer", gl.BindFramebuffer);
    find(context, "glDeleteFramebuffers", gl.DeleteFramebuffers);
    find(context, "glFramebufferTexture2D", gl.FramebufferTexture2D);
    find(context, "glFramebufferTextureLayer", gl.FramebufferTextureLayer);
    find(context, "glGenFramebuffers", gl.GenFramebuffers);
    find(context, "glTexStorage2D", gl.TexStorage2D);
    find(context, "glTexStorage3D", gl.TexStorage3D);
    find(context, "glGetUnsignedBytevEXT", gl.GetUnsignedBytevEXT);
    find(context, "glGetUnsignedBytei_vEXT", gl.GetUnsignedBytei_vEXT);
    find(context, "glCreateMemoryObjectsEXT", gl.CreateMemoryObjectsEXT);
    find(context, "glDeleteMemoryObjectsEXT", gl.DeleteMemoryObjectsEXT);
    find(context, "glMemoryObjectParameterivEXT", gl.MemoryObjectParameterivEXT);
    find(context, "glImportMemoryFdEXT", gl.ImportMemoryFdEXT);
    find(context, "glTexStorageMem2DEXT", gl.TexStorageMem2DEXT);
    find(context, "glTexStorageMem3DEXT", gl.TexStorageMem3DEXT);
    find(context, "glTexStorageMem2DMultisampleEXT", gl.TexStorageMem2DMultisampleEXT);
    find(context, "glTexStorageMem3DMultisampleEXT", gl.TexStorageMem3DMultisampleEXT);
    return gl;
}

bool has_core(const GlTable& gl) {
    return gl.GetString && gl.GetIntegerv && gl.GetError && gl.Finish && gl.GenTextures && gl.DeleteTextures &&
           gl.BindTexture && gl.TexParameterf && gl.TexParameterfv && gl.TexParameteri && gl.GetStringi;
}

bool has_import(const GlTable& gl) {
    return gl.GetUnsignedBytevEXT && gl.GetUnsignedBytei_vEXT && gl.CreateMemoryObjectsEXT &&
           gl.DeleteMemoryObjectsEXT && gl.MemoryObjectParameterivEXT && gl.ImportMemoryFdEXT &&
           gl.TexStorageMem2DEXT && gl.TexStorageMem3DEXT;
}

bool has_copying(const GlTable& gl) {
    return gl.PixelStorei && gl.ReadPixels && gl.ReadBuffer && gl.BindBuffer && gl.BindFramebuffer &&
           gl.DeleteFramebuffers && gl.FramebufferTexture2D && gl.FramebufferTextureLayer && gl.GenFramebuffers &&
           gl.TexStorage2D && gl.TexStorage3D;
}

/// The loader may find a function that the driver does not have, so the extension's name decides.
bool has_extension(const GlTable& gl, std::string_view wanted) {
    GLint count = 0;
    gl.GetIntegerv(GL_NUM_EXTENSIONS, &count);
    for (GLint i = 0; i < count; ++i) {
        const auto* name = gl.GetStringi(GL_EXTENSIONS, static_cast<GLuint>(i));
        if (name != nullptr && reinterpret_cast<const char*>(name) == wanted) return true;
    }
    return false;
}

std::string describe(const GlTable& gl) {
    const auto text = [&](GLenum name) {
        const auto* value = gl.GetString(name);
        return std::string(value == nullptr ? "?" : reinterpret_cast<const char*>(value));
    };
    return text(GL_RENDERER) + ", " + text(GL_VERSION);
}

}  // namespace

Result<GlTable> GlTable::load(const GlContext& context) {
    GlTable gl = find_all(context);
    if (!has_core(gl)) return Error{ErrorCode::unsupported, "the application's context is older than OpenGL 3.0"};
    gl.imports_memory = has_import(gl) && has_extension(gl, "GL_EXT_memory_object_fd");
    gl.copies = has_copying(gl);
    if (gl.imports_memory || gl.copies) return gl;
    return Error{ErrorCode::unsupported,
                 "the application's context (" + describe(gl) +
                     ") has neither GL_EXT_memory_object_fd, by which images are shared, nor immutable textures, which "
                     "could be copied"};
}

}  // namespace xrt::comp
