/* SPDX-License-Identifier: BSL-1.0
 *
 * libmonado: looks at a running monado-service and steers it, from any program, in C. This header is written anew from the
 * published facts of the interface (names, types, values), so that programs for Monado's library build and run with this one.
 * What each function does with our service is in doc/libmonado.md.
 *
 *     mnd_root_t *root = NULL;
 *     if (mnd_root_create(&root) != MND_SUCCESS) return 1;
 *     mnd_root_recenter_local_spaces(root);
 *     mnd_root_destroy(&root);
 *
 * Any function but mnd_root_destroy() may be called on any thread, also on several at a time. None waits for the service for
 * more than a few seconds: a service that is gone or does not answer is MND_ERROR_OPERATION_FAILED. Strings belong to the
 * root and stay as they are until it is destroyed.
 */
#ifndef MONADO_MONADO_H
#define MONADO_MONADO_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

#define MND_API_VERSION_MAJOR 1
#define MND_API_VERSION_MINOR 7
#define MND_API_VERSION_PATCH 0

/* Negative: it failed. */
typedef enum mnd_result {
    MND_SUCCESS = 0,
    MND_ERROR_INVALID_VERSION = -1, /* the service is of another version */
    MND_ERROR_INVALID_VALUE = -2,   /* a null pointer, or a number or name that there is not */
    MND_ERROR_CONNECTING_FAILED = -3,
    MND_ERROR_OPERATION_FAILED = -4,
    MND_ERROR_RECENTERING_NOT_SUPPORTED = -5, /* 1.1 */
    MND_ERROR_INVALID_PROPERTY = -6,          /* 1.2: there is none such of that type */
    MND_ERROR_INVALID_OPERATION = -7,         /* 1.3 */
    MND_ERROR_UNSUPPORTED_OPERATION = -8,     /* 1.5 */
} mnd_result_t;

/* What mnd_root_get_client_state() tells. */
typedef enum mnd_client_flags {
    MND_CLIENT_PRIMARY_APP = 1u << 0u,
    MND_CLIENT_SESSION_ACTIVE = 1u << 1u,
    MND_CLIENT_SESSION_VISIBLE = 1u << 2u,
    MND_CLIENT_SESSION_FOCUSED = 1u << 3u,
    MND_CLIENT_SESSION_OVERLAY = 1u << 4u,
    MND_CLIENT_IO_ACTIVE = 1u << 5u, /* nothing is blocked */
    /* 1.6: these are. */
    MND_CLIENT_POSES_BLOCKED = 1u << 6u,
    MND_CLIENT_HT_BLOCKED = 1u << 7u,
    MND_CLIENT_INPUTS_BLOCKED = 1u << 8u,
    MND_CLIENT_OUTPUTS_BLOCKED = 1u << 9u,
} mnd_client_flags_t;

/* 1.6: what can be kept from a client. */
typedef enum mnd_io_block_flags {
    MND_IO_BLOCK_NONE = 0u,
    MND_IO_BLOCK_POSES = 1u << 0u, /* of all devices but the head's */
    MND_IO_BLOCK_HT = 1u << 1u,    /* tracked hands */
    MND_IO_BLOCK_INPUTS = 1u << 2u,
    MND_IO_BLOCK_OUTPUTS = 1u << 3u,
} mnd_io_block_flags_t;

/* 1.2: what is known of a device. The name says of what type it is. */
typedef enum mnd_property {
    MND_PROPERTY_NAME_STRING = 0,
    MND_PROPERTY_SERIAL_STRING = 1,
    MND_PROPERTY_TRACKING_ORIGIN_U32 = 2,       /* 1.4 */
    MND_PROPERTY_SUPPORTS_POSITION_BOOL = 3,    /* 1.4 */
    MND_PROPERTY_SUPPORTS_ORIENTATION_BOOL = 4, /* 1.4 */
    MND_PROPERTY_SUPPORTS_BRIGHTNESS_BOOL = 5,  /* 1.5 */
} mnd_property_t;

/* 1.3 */
typedef enum mnd_reference_space_type {
    MND_SPACE_REFERENCE_TYPE_VIEW = 0,
    MND_SPACE_REFERENCE_TYPE_LOCAL = 1,
    MND_SPACE_REFERENCE_TYPE_LOCAL_FLOOR = 2,
    MND_SPACE_REFERENCE_TYPE_STAGE = 3,
    MND_SPACE_REFERENCE_TYPE_UNBOUNDED = 4,
} mnd_reference_space_type_t;

/* 1.3: metres, and a unit quaternion. */
typedef struct mnd_pose {
    struct {
        float x, y, z, w;
    } orientation;
    struct {
        float x, y, z;
    } position;
} mnd_pose_t;

/* A colour. */
typedef struct mnd_color_hsv {
    float h, s, v;
} mnd_color_hsv_t;

/* The connection to a service. */
typedef struct mnd_root mnd_root_t;

void mnd_api_get_version(uint32_t* out_major, uint32_t* out_minor, uint32_t* out_patch);

/* Connects. */
mnd_result_t mnd_root_create(mnd_root_t** out_root);
/* Disconnects, and makes *root_ptr null. No other function may be running with that root. */
void mnd_root_destroy(mnd_root_t** root_ptr);

/* Clients: applications that are connected. The list is as it was when it was updated last, the state is always the present one. */
mnd_result_t mnd_root_update_client_list(mnd_root_t* root);
mnd_result_t mnd_root_get_number_clients(mnd_root_t* root, uint32_t* out_num);
mnd_result_t mnd_root_get_client_id_at_index(mnd_root_t* root, uint32_t index, uint32_t* out_client_id);
mnd_result_t mnd_root_get_client_name(mnd_root_t* root, uint32_t client_id, const char** out_name);
/* mnd_client_flags_t */
mnd_result_t mnd_root_get_client_state(mnd_root_t* root, uint32_t client_id, uint32_t* out_flags);
mnd_result_t mnd_root_set_client_primary(mnd_root_t* root, uint32_t client_id);
mnd_result_t mnd_root_set_client_focused(mnd_root_t* root, uint32_t client_id);
/* Blocks everything if nothing is blocked, and nothing otherwise. Deprecated in 1.6. */
mnd_result_t mnd_root_toggle_client_io_active(mnd_root_t* root, uint32_t client_id);
/* 1.6: exactly these kinds from now on. */
mnd_result_t mnd_root_set_client_io_blocks(mnd_root_t* root, uint32_t client_id, mnd_io_block_flags_t block_flags);

/* Devices, which are counted from 0 and stay what they are. */
mnd_result_t mnd_root_get_device_count(mnd_root_t* root, uint32_t* out_device_count);
/* The id is a number for the name. Deprecated in 1.2. */
mnd_result_t mnd_root_get_device_info(mnd_root_t* root, uint32_t device_index, uint32_t* out_device_id,
                                      const char** out_dev_name);
/* 1.2 */
mnd_result_t mnd_root_get_device_info_bool(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                           bool* out_bool);
mnd_result_t mnd_root_get_device_info_i32(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                          int32_t* out_i32);
mnd_result_t mnd_root_get_device_info_u32(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                          uint32_t* out_u32);
mnd_result_t mnd_root_get_device_info_float(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                            float* out_float);
mnd_result_t mnd_root_get_device_info_string(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                             const char** out_string);
/* -1: nobody has that role now. */
mnd_result_t mnd_root_get_device_from_role(mnd_root_t* root, const char* role_name, int32_t* out_index);
/* 1.4: a device without a battery has `present` false. `charge` is 0 to 1. */
mnd_result_t mnd_root_get_device_battery_status(mnd_root_t* root, uint32_t device_index, bool* out_present,
                                                bool* out_charging, float* out_charge);
/* 1.5: 0 to 1. `relative`: added to what it is, and kept within that range. */
mnd_result_t mnd_root_get_device_brightness(mnd_root_t* root, uint32_t device_index, float* out_brightness);
mnd_result_t mnd_root_set_device_brightness(mnd_root_t* root, uint32_t device_index, float brightness, bool relative);

/* 1.1: the head's place and direction become those of LOCAL. */
mnd_result_t mnd_root_recenter_local_spaces(mnd_root_t* root);
/* 1.3: where a space lies. */
mnd_result_t mnd_root_get_reference_space_offset(mnd_root_t* root, mnd_reference_space_type_t type,
                                                 mnd_pose_t* out_offset);
mnd_result_t mnd_root_set_reference_space_offset(mnd_root_t* root, mnd_reference_space_type_t type,
                                                 const mnd_pose_t* offset);
/* 1.3: where the space of what tracks devices has been moved to. */
mnd_result_t mnd_root_get_tracking_origin_offset(mnd_root_t* root, uint32_t origin_id, mnd_pose_t* out_offset);
mnd_result_t mnd_root_set_tracking_origin_offset(mnd_root_t* root, uint32_t origin_id, const mnd_pose_t* offset);
mnd_result_t mnd_root_get_tracking_origin_count(mnd_root_t* root, uint32_t* out_track_count);
mnd_result_t mnd_root_get_tracking_origin_name(mnd_root_t* root, uint32_t origin_id, const char** out_string);

/* 1.6 */
mnd_result_t mnd_root_set_chroma_key_params(mnd_root_t* root, mnd_color_hsv_t min, mnd_color_hsv_t max, float curve,
                                            float despill);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
