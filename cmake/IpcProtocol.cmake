# SPDX-License-Identifier: BSL-1.0
# xrt_ipc_protocol(<name> ROOT <file> FILES <file>... INTERFACES <Name>... [EVENTS <Name>...])
#
# Compiles a protocol. Makes <name> (types and abstract interfaces), <name>_wire (codecs, proxies, dispatchers), <name>_text
# (values and messages as text, for traces) and <name>_probe (messages that break each rule in turn, for tests). FILES are those that ROOT includes, EVENTS the interfaces `from service`.
function(xrt_ipc_protocol name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "ROOT" "FILES;INTERFACES;EVENTS")
    set(directory "${CMAKE_CURRENT_BINARY_DIR}/generated")
    set(headers "${directory}/proto/protocol_hash.hpp")
    set(wire_headers "")
    set(sources "")
    set(text_headers "${directory}/proto/describe.hpp")
    set(probe_files "${directory}/proto/probe.hpp" "${directory}/proto/probe.cpp")
    set(text_sources "${directory}/proto/describe.cpp")
    set(inputs "")
    foreach(file IN LISTS ARG_FILES ARG_ROOT)
        cmake_path(GET file STEM stem)
        list(APPEND inputs "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
        list(APPEND headers "${directory}/proto/${stem}.hpp")
        list(APPEND wire_headers "${directory}/proto/${stem}_codec.hpp")
        list(APPEND sources "${directory}/proto/${stem}_codec.cpp")
        list(APPEND text_headers "${directory}/proto/${stem}_text.hpp")
        list(APPEND text_sources "${directory}/proto/${stem}_text.cpp")
    endforeach()
    foreach(interface IN LISTS ARG_INTERFACES ARG_EVENTS)
        string(REGEX REPLACE "([a-z0-9])([A-Z])" "\\1_\\2" stem "${interface}")
        string(TOLOWER "${stem}" stem)
        list(APPEND headers "${directory}/proto/${stem}_interface.hpp")
        set(near_side proxy)
        if(interface IN_LIST ARG_EVENTS)
            set(near_side sender)
        endif()
        foreach(part ${near_side} dispatcher)
            list(APPEND wire_headers "${directory}/proto/${stem}_${part}.hpp")
            list(APPEND sources "${directory}/proto/${stem}_${part}.cpp")
        endforeach()
    endforeach()
    add_custom_command(
        OUTPUT ${headers} ${wire_headers} ${sources} ${text_headers} ${text_sources} ${probe_files}
        COMMAND xrt-ipc-compiler --output "${directory}" "${CMAKE_CURRENT_SOURCE_DIR}/${ARG_ROOT}"
        DEPENDS xrt-ipc-compiler ${inputs}
        COMMENT "Compiling the protocol ${ARG_ROOT}"
        VERBATIM)
    add_custom_target(${name}_generate DEPENDS ${headers} ${wire_headers} ${sources} ${text_headers} ${text_sources} ${probe_files})

    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE xrt_options xrt_util)
    set_target_properties(${name} PROPERTIES XRT_INTERFACES "${ARG_INTERFACES};${ARG_EVENTS}")  # the fuzz targets go through them
    target_include_directories(${name} INTERFACE "${directory}")
    add_dependencies(${name} ${name}_generate)

    add_library(${name}_wire STATIC ${sources})
    target_link_libraries(${name}_wire PUBLIC ${name} xrt_ipc_wire)
    add_dependencies(${name}_wire ${name}_generate)

    add_library(${name}_text STATIC EXCLUDE_FROM_ALL ${text_sources})
    target_link_libraries(${name}_text PUBLIC ${name}_wire)

    add_library(${name}_probe STATIC EXCLUDE_FROM_ALL ${probe_files})
    target_link_libraries(${name}_probe PUBLIC ${name}_wire xrt_ipc_probe)
endfunction()
