// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_context.hpp"

#include <gmock/gmock.h>

namespace xrt::comp {
namespace {

int ours, theirs, display;

/// A window system that remembers what is current.
class FakeContext final : public GlContext {
 public:
    GlApi api() const override { return GlApi::opengl; }
    Function find(const char*) const override { return nullptr; }
    GlCurrent current() const override { return now; }
    GlCurrent own() const override { return {&display, &ours, &ours, &ours}; }
    bool make_current(const GlCurrent& wanted) override {
        if (refuses) return false;
        ++switches;
        now = wanted;
        return true;
    }

    GlCurrent now;
    bool refuses = false;
    int switches = 0;
};

TEST(ScopedGlContext, PutsBackWhatWasCurrent) {
    FakeContext context;
    context.now = {&display, nullptr, nullptr, &theirs};
    {
        const auto current = ScopedGlContext::enter(context);
        ASSERT_TRUE(current.ok());
        EXPECT_EQ(context.now, context.own());
    }
    EXPECT_EQ(context.now.context, &theirs);
    EXPECT_EQ(context.switches, 2);
}

TEST(ScopedGlContext, PutsBackNothingWhereNothingWasCurrent) {
    FakeContext context;
    { ASSERT_TRUE(ScopedGlContext::enter(context).ok()); }
    EXPECT_EQ(context.now, GlCurrent{});
}

TEST(ScopedGlContext, LeavesAContextAloneThatIsCurrentAlready) {
    FakeContext context;
    context.now = context.own();
    context.now.draw = &theirs;  // the application draws elsewhere just now
    const GlCurrent before = context.now;
    { ASSERT_TRUE(ScopedGlContext::enter(context).ok()); }
    EXPECT_EQ(context.now, before);
    EXPECT_EQ(context.switches, 0);
}

TEST(ScopedGlContext, SaysThatAnotherThreadMayHaveIt) {
    FakeContext context;
    context.refuses = true;
    const auto current = ScopedGlContext::enter(context);
    ASSERT_FALSE(current.ok());
    EXPECT_THAT(current.error().message, testing::HasSubstr("current in another"));
}

TEST(GlxContext, RefusesNullAndAProcessWithoutGlx) {
    EXPECT_EQ(borrow_glx_context({}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(borrow_glx_context({&display, 1, nullptr}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(borrow_glx_context({&display, 1, &ours}).error().code, ErrorCode::unsupported);
}

TEST(EglContext, RefusesNullAndAnEglThatFindsNothing) {
    const auto find_nothing = [](const char*) -> GlContext::Function { return nullptr; };
    EXPECT_EQ(borrow_egl_context({}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(borrow_egl_context({find_nothing, nullptr, &ours}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(borrow_egl_context({find_nothing, &display, nullptr}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(borrow_egl_context({find_nothing, &display, &ours}).error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace xrt::comp
