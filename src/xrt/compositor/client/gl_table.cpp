// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_table.hpp"

#include <string>
#include <string_view>

namespace xrt::comp {
namespace {

GlTable find_all(const GlContext& context) {
    GlTable gl;
    assign(gl.GetString, context.find("glGetString"));
    assign(gl.GetIntegerv, context.find("glGetIntegerv"));
    assign(gl.GetError, context.find("glGetError"));
    assign(gl.Finish, context.find("glFinish"));
    assign(gl.GenTextures, context.find("glGenTextures"));
    assign(gl.DeleteTextures, context.find("glDeleteTextures"));
    assign(gl.BindTexture, context.find("glBindTexture"));
    assign(gl.TexParameterf, context.find("glTexParameterf"));
    assign(gl.TexParameterfv, context.find("glTexParameterfv"));
    assign(gl.TexParameteri, context.find("glTexParameteri"));
    assign(gl.GetStringi, context.find("glGetStringi"));
    assign(gl.PixelStorei, context.find("glPixelStorei"));
    assign(gl.ReadPixels, context.find("glReadPixels"));
    assign(gl.ReadBuffer, context.find("glReadBuffer"));
    assign(gl.BindBuffer, context.find("glBindBuffer"));
    assign(gl.BindFramebuffer, context.find("glBindFramebuffer"));
    assign(gl.DeleteFramebuffers, context.find("glDeleteFramebuffers"));
    assign(gl.FramebufferTexture2D, context.find("glFramebufferTexture2D"));
    assign(gl.FramebufferTextureLayer, context.find("glFramebufferTextureLayer"));
    assign(gl.GenFramebuffers, context.find("glGenFramebuffers"));
    assign(gl.TexStorage2D, context.find("glTexStorage2D"));
    assign(gl.TexStorage3D, context.find("glTexStorage3D"));
    assign(gl.GetUnsignedBytevEXT, context.find("glGetUnsignedBytevEXT"));
    assign(gl.GetUnsignedBytei_vEXT, context.find("glGetUnsignedBytei_vEXT"));
    assign(gl.CreateMemoryObjectsEXT, context.find("glCreateMemoryObjectsEXT"));
    assign(gl.DeleteMemoryObjectsEXT, context.find("glDeleteMemoryObjectsEXT"));
    assign(gl.MemoryObjectParameterivEXT, context.find("glMemoryObjectParameterivEXT"));
    assign(gl.ImportMemoryFdEXT, context.find("glImportMemoryFdEXT"));
    assign(gl.TexStorageMem2DEXT, context.find("glTexStorageMem2DEXT"));
    assign(gl.TexStorageMem3DEXT, context.find("glTexStorageMem3DEXT"));
    assign(gl.TexStorageMem2DMultisampleEXT, context.find("glTexStorageMem2DMultisampleEXT"));
    assign(gl.TexStorageMem3DMultisampleEXT, context.find("glTexStorageMem3DMultisampleEXT"));
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
