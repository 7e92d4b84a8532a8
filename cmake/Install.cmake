# SPDX-License-Identifier: BSL-1.0
# What goes where a distribution expects it, beside the programs and libraries that install themselves.
set(XRT_SYSTEMD_USER_UNIT_DIR "lib/systemd/user" CACHE STRING "Where systemd's user units go; empty for nowhere")

foreach(program monado-service monado-run monado-ctl)
    install(FILES "${PROJECT_SOURCE_DIR}/doc/man/${program}.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
endforeach()
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}")

if(XRT_SYSTEMD_USER_UNIT_DIR)
    set(units "${PROJECT_SOURCE_DIR}/src/xrt/targets/service/systemd")
    configure_file("${units}/monado.service.in" "${PROJECT_BINARY_DIR}/monado.service" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/monado.service" "${units}/monado.socket" DESTINATION "${XRT_SYSTEMD_USER_UNIT_DIR}")
endif()
