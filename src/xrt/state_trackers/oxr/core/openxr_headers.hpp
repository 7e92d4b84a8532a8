// SPDX-License-Identifier: BSL-1.0
//
// The OpenXR headers as this folder uses them: with the platform's parts, without prototypes (ours are in api.hpp).
#pragma once

#include <vulkan/vulkan.h>

#include <ctime>

#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>
#include <openxr/openxr_reflection.h>
