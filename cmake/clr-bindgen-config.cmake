# find_package(clr-bindgen) for a project that has installed the package from npm:
#
#   list(APPEND CMAKE_PREFIX_PATH "${CMAKE_SOURCE_DIR}/node_modules")
#   find_package(clr-bindgen REQUIRED)
#   clr_bindgen_generate(host SELECT "ICLRRuntimeHost*")
include("${CMAKE_CURRENT_LIST_DIR}/clr-bindgen.cmake")
