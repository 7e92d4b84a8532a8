/* SPDX-License-Identifier: BSL-1.0
 *
 * A program in C that uses every function of libmonado against a service with one application and its default devices. Says
 * "ok", or the first line that does not hold.
 *
 *     xrt-libmonado-client               everything
 *     xrt-libmonado-client threads       with one root on several threads
 *     xrt-libmonado-client until-gone    connects, says "connected", and then calls until the service does not answer
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "targets/libmonado/monado.h"

#define CHECK(what)                                                 \
    do {                                                            \
        if (!(what)) {                                              \
            printf("line %d does not hold: %s\n", __LINE__, #what); \
            return 1;                                               \
        }                                                           \
    } while (0)
#define SUCCEEDS(call) CHECK((call) == MND_SUCCESS)

static int check_version(void) {
    uint32_t major = 0, minor = 0, patch = 99;
    mnd_api_get_version(&major, &minor, &patch);
    mnd_api_get_version(NULL, NULL, NULL);
    CHECK(major == 1 && minor == MND_API_VERSION_MINOR && patch == MND_API_VERSION_PATCH);
    return 0;
}

static int check_null(mnd_root_t* root) {
    uint32_t number = 0;
    CHECK(mnd_root_create(NULL) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_update_client_list(NULL) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_get_number_clients(NULL, &number) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_get_number_clients(root, NULL) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_get_device_from_role(root, NULL, NULL) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_set_tracking_origin_offset(root, 0, NULL) == MND_ERROR_INVALID_VALUE);
    mnd_root_destroy(NULL);
    return 0;
}

static int has_flags(mnd_root_t* root, uint32_t client, uint32_t wanted, uint32_t unwanted) {
    uint32_t flags = 0;
    if (mnd_root_get_client_state(root, client, &flags) != MND_SUCCESS) return 0;
    return (flags & wanted) == wanted && (flags & unwanted) == 0;
}

static int check_clients(mnd_root_t* root) {
    const uint32_t seen = MND_CLIENT_PRIMARY_APP | MND_CLIENT_SESSION_ACTIVE | MND_CLIENT_SESSION_VISIBLE |
                          MND_CLIENT_SESSION_FOCUSED | MND_CLIENT_IO_ACTIVE;
    const uint32_t blocked =
        MND_CLIENT_POSES_BLOCKED | MND_CLIENT_HT_BLOCKED | MND_CLIENT_INPUTS_BLOCKED | MND_CLIENT_OUTPUTS_BLOCKED;
    const uint32_t nobody = 4000;
    uint32_t count = 99, id = 0;
    const char* name = NULL;
    SUCCEEDS(mnd_root_get_number_clients(root, &count));
    CHECK(count == 0);
    SUCCEEDS(mnd_root_update_client_list(root));
    SUCCEEDS(mnd_root_get_number_clients(root, &count));
    CHECK(count == 1);
    CHECK(mnd_root_get_client_id_at_index(root, 1, &id) == MND_ERROR_INVALID_VALUE);
    SUCCEEDS(mnd_root_get_client_id_at_index(root, 0, &id));
    SUCCEEDS(mnd_root_get_client_name(root, id, &name));
    CHECK(strcmp(name, "end to end") == 0);
    CHECK(mnd_root_get_client_name(root, nobody, &name) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_get_client_state(root, nobody, &count) == MND_ERROR_INVALID_VALUE);
    CHECK(has_flags(root, id, seen, MND_CLIENT_SESSION_OVERLAY | blocked));
    SUCCEEDS(mnd_root_set_client_primary(root, id));
    SUCCEEDS(mnd_root_set_client_focused(root, id));
    CHECK(mnd_root_set_client_primary(root, nobody) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_set_client_focused(root, nobody) == MND_ERROR_INVALID_VALUE);
    SUCCEEDS(mnd_root_toggle_client_io_active(root, id));
    CHECK(has_flags(root, id, blocked, MND_CLIENT_IO_ACTIVE));
    SUCCEEDS(mnd_root_set_client_io_blocks(root, id, MND_IO_BLOCK_INPUTS));
    CHECK(has_flags(root, id, MND_CLIENT_INPUTS_BLOCKED, MND_CLIENT_IO_ACTIVE | MND_CLIENT_POSES_BLOCKED));
    CHECK(mnd_root_set_client_io_blocks(root, id, (mnd_io_block_flags_t)64) == MND_ERROR_INVALID_VALUE);
    SUCCEEDS(mnd_root_toggle_client_io_active(root, id));
    CHECK(has_flags(root, id, seen, blocked));
    return 0;
}

static int check_properties(mnd_root_t* root, uint32_t head) {
    bool truth = false;
    int32_t i32 = 0;
    uint32_t u32 = 99;
    float number = 0;
    const char *name = NULL, *serial = NULL;
    SUCCEEDS(mnd_root_get_device_info_string(root, head, MND_PROPERTY_NAME_STRING, &name));
    SUCCEEDS(mnd_root_get_device_info_string(root, head, MND_PROPERTY_SERIAL_STRING, &serial));
    CHECK(strlen(name) > 0 && strlen(serial) > 0 && strcmp(name, serial) != 0);
    SUCCEEDS(mnd_root_get_device_info_u32(root, head, MND_PROPERTY_TRACKING_ORIGIN_U32, &u32));
    CHECK(u32 == 0);
    SUCCEEDS(mnd_root_get_device_info_bool(root, head, MND_PROPERTY_SUPPORTS_POSITION_BOOL, &truth));
    CHECK(truth);
    SUCCEEDS(mnd_root_get_device_info_bool(root, head, MND_PROPERTY_SUPPORTS_BRIGHTNESS_BOOL, &truth));
    CHECK(truth);
    CHECK(mnd_root_get_device_info_bool(root, head, MND_PROPERTY_NAME_STRING, &truth) == MND_ERROR_INVALID_PROPERTY);
    CHECK(mnd_root_get_device_info_i32(root, head, MND_PROPERTY_NAME_STRING, &i32) == MND_ERROR_INVALID_PROPERTY);
    CHECK(mnd_root_get_device_info_float(root, head, MND_PROPERTY_NAME_STRING, &number) == MND_ERROR_INVALID_PROPERTY);
    CHECK(mnd_root_get_device_info_i32(root, 400, MND_PROPERTY_NAME_STRING, &i32) == MND_ERROR_INVALID_VALUE);
    return 0;
}

static int check_devices(mnd_root_t* root) {
    uint32_t count = 0, id = 0, other = 0;
    int32_t head = -2, left = -2, gamepad = -2;
    const char* name = NULL;
    SUCCEEDS(mnd_root_get_device_count(root, &count));
    CHECK(count >= 3);
    SUCCEEDS(mnd_root_get_device_from_role(root, "head", &head));
    SUCCEEDS(mnd_root_get_device_from_role(root, "left", &left));
    SUCCEEDS(mnd_root_get_device_from_role(root, "gamepad", &gamepad));
    CHECK(head >= 0 && left >= 0 && head != left && gamepad == -1);
    CHECK(mnd_root_get_device_from_role(root, "tail", &gamepad) == MND_ERROR_INVALID_VALUE);
    SUCCEEDS(mnd_root_get_device_info(root, (uint32_t)head, &id, &name));
    SUCCEEDS(mnd_root_get_device_info(root, (uint32_t)left, &other, &name));
    CHECK(id != other && strlen(name) > 0);
    CHECK(mnd_root_get_device_info(root, count, &id, &name) == MND_ERROR_INVALID_VALUE);
    return check_properties(root, (uint32_t)head);
}

static int check_light_and_charge(mnd_root_t* root) {
    int32_t head = -1, left = -1;
    bool present = true, charging = true;
    float charge = -1, brightness = -1;
    SUCCEEDS(mnd_root_get_device_from_role(root, "head", &head));
    SUCCEEDS(mnd_root_get_device_from_role(root, "left", &left));
    SUCCEEDS(mnd_root_get_device_battery_status(root, (uint32_t)head, &present, &charging, &charge));
    CHECK(!present && !charging);
    SUCCEEDS(mnd_root_get_device_battery_status(root, (uint32_t)left, &present, &charging, &charge));
    CHECK(present && charge > 0 && charge <= 1);
    SUCCEEDS(mnd_root_set_device_brightness(root, (uint32_t)head, 0.5f, false));
    SUCCEEDS(mnd_root_set_device_brightness(root, (uint32_t)head, -0.25f, true));
    SUCCEEDS(mnd_root_get_device_brightness(root, (uint32_t)head, &brightness));
    CHECK(brightness == 0.25f);
    SUCCEEDS(mnd_root_set_device_brightness(root, (uint32_t)head, 5, true));
    SUCCEEDS(mnd_root_get_device_brightness(root, (uint32_t)head, &brightness));
    CHECK(brightness == 1);
    CHECK(mnd_root_set_device_brightness(root, (uint32_t)head, 5, false) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_get_device_brightness(root, (uint32_t)left, &brightness) == MND_ERROR_UNSUPPORTED_OPERATION);
    return 0;
}

static int check_spaces(mnd_root_t* root) {
    const mnd_pose_t moved = {{0, 0, 0, 1}, {1, 2, 3}}, none = {{0, 0, 0, 0}, {0, 0, 0}};
    const mnd_pose_t home = {{0, 0, 0, 1}, {0, 0, 0}};
    const mnd_reference_space_type_t unknown = (mnd_reference_space_type_t)77;
    mnd_pose_t pose = none;
    SUCCEEDS(mnd_root_recenter_local_spaces(root));
    SUCCEEDS(mnd_root_get_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_STAGE, &pose));
    CHECK(pose.orientation.w == 1 && pose.position.x == 0);
    SUCCEEDS(mnd_root_set_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_STAGE, &moved));
    SUCCEEDS(mnd_root_get_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_STAGE, &pose));
    CHECK(pose.position.x == 1 && pose.position.y == 2 && pose.position.z == 3);
    SUCCEEDS(mnd_root_get_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_LOCAL, &pose));
    CHECK(pose.position.y > 1);
    SUCCEEDS(mnd_root_get_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_LOCAL_FLOOR, &pose));
    CHECK(pose.position.y == 0);
    CHECK(mnd_root_get_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_VIEW, &pose) ==
          MND_ERROR_INVALID_OPERATION);
    CHECK(mnd_root_set_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_UNBOUNDED, &moved) ==
          MND_ERROR_INVALID_OPERATION);
    CHECK(mnd_root_get_reference_space_offset(root, unknown, &pose) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_set_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_STAGE, &none) == MND_ERROR_INVALID_VALUE);
    SUCCEEDS(mnd_root_set_reference_space_offset(root, MND_SPACE_REFERENCE_TYPE_STAGE, &home));
    return 0;
}

static int check_origins(mnd_root_t* root) {
    const mnd_pose_t moved = {{0, 1, 0, 0}, {1, 2, 3}};
    mnd_pose_t pose = {{0, 0, 0, 0}, {0, 0, 0}};
    uint32_t count = 0;
    const char* name = NULL;
    SUCCEEDS(mnd_root_get_tracking_origin_count(root, &count));
    CHECK(count == 1);
    SUCCEEDS(mnd_root_get_tracking_origin_name(root, 0, &name));
    CHECK(strcmp(name, "Simulated") == 0);
    SUCCEEDS(mnd_root_get_tracking_origin_offset(root, 0, &pose));
    CHECK(pose.orientation.w == 1 && pose.position.y == 0);
    SUCCEEDS(mnd_root_set_tracking_origin_offset(root, 0, &moved));
    SUCCEEDS(mnd_root_get_tracking_origin_offset(root, 0, &pose));
    CHECK(pose.orientation.y == 1 && pose.position.y == 2);
    CHECK(mnd_root_set_tracking_origin_offset(root, 1, &moved) == MND_ERROR_INVALID_VALUE);
    CHECK(mnd_root_get_tracking_origin_name(root, 1, &name) == MND_ERROR_INVALID_VALUE);
    return 0;
}

static int check_chroma_key(mnd_root_t* root) {
    const mnd_color_hsv_t color = {0, 0, 0};
    CHECK(mnd_root_set_chroma_key_params(root, color, color, 1, 1) == MND_ERROR_UNSUPPORTED_OPERATION);
    return 0;
}

static int use_everything(mnd_root_t* root) {
    if (check_version() || check_null(root) || check_clients(root) || check_devices(root)) return 1;
    if (check_light_and_charge(root) || check_spaces(root) || check_origins(root) || check_chroma_key(root)) return 1;
    printf("ok\n");
    return 0;
}

static int call_until_gone(mnd_root_t* root) {
    printf("connected\n");
    fflush(stdout);
    while (mnd_root_update_client_list(root) == MND_SUCCESS) continue;
    CHECK(mnd_root_update_client_list(root) == MND_ERROR_OPERATION_FAILED);
    CHECK(mnd_root_recenter_local_spaces(root) == MND_ERROR_OPERATION_FAILED);
    printf("gone\n");
    return 0;
}

/* Whatever fails is told by the result. */
static void* use_root(void* argument) {
    mnd_root_t* root = argument;
    const char *first = NULL, *name = NULL;
    if (mnd_root_get_tracking_origin_name(root, 0, &first) != MND_SUCCESS) return root;
    for (int i = 0; i < 100; ++i) {
        uint32_t number = 0;
        int32_t head = -1;
        if (mnd_root_update_client_list(root) != MND_SUCCESS) return root;
        if (mnd_root_get_number_clients(root, &number) != MND_SUCCESS || number != 0) return root;
        if (mnd_root_get_device_from_role(root, "head", &head) != MND_SUCCESS || head < 0) return root;
        if (mnd_root_get_tracking_origin_name(root, 0, &name) != MND_SUCCESS || name != first) return root;
    }
    return NULL;
}

static int use_threads(mnd_root_t* root) {
    pthread_t threads[4];
    int failed = 0;
    for (int i = 0; i < 4; ++i) CHECK(pthread_create(&threads[i], NULL, use_root, root) == 0);
    for (int i = 0; i < 4; ++i) {
        void* result = NULL;
        failed += pthread_join(threads[i], &result) != 0 || result != NULL;
    }
    CHECK(failed == 0);
    printf("ok\n");
    return 0;
}

static int do_as_told(mnd_root_t* root, const char* way) {
    if (strcmp(way, "until-gone") == 0) return call_until_gone(root);
    if (strcmp(way, "threads") == 0) return use_threads(root);
    return use_everything(root);
}

int main(int count, char** arguments) {
    mnd_root_t* root = NULL;
    const mnd_result_t created = mnd_root_create(&root);
    if (created != MND_SUCCESS) {
        printf("not connected: %d\n", (int)created);
        return 2;
    }
    const int failed = do_as_told(root, count > 1 ? arguments[1] : "");
    mnd_root_destroy(&root);
    CHECK(root == NULL);
    return failed;
}
