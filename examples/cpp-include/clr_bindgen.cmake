# What every C++ example does: finds the generated headers and offers a target that knows them.
#   CLR_BINDGEN_INCLUDE   folder with the headers (mscoree.h, ...); the repository's own unless given
set(CLR_BINDGEN_INCLUDE "${CMAKE_CURRENT_LIST_DIR}/../../generated/cpp" CACHE PATH "Folder with the generated headers")
if(NOT EXISTS "${CLR_BINDGEN_INCLUDE}/clr_platform.h")
  message(FATAL_ERROR "No headers in ${CLR_BINDGEN_INCLUDE}: `npx generate` writes them to generated/cpp")
endif()

add_library(clr_bindgen INTERFACE)
target_include_directories(clr_bindgen INTERFACE "${CLR_BINDGEN_INCLUDE}" "${CMAKE_CURRENT_LIST_DIR}")
target_compile_features(clr_bindgen INTERFACE cxx_std_17)
# On Windows, as in Microsoft's headers, IID_X and CLSID_X are only declared; so they need no library.
target_compile_definitions(clr_bindgen INTERFACE CLR_GUIDS_EXTERN=0)
if(MINGW)
  target_link_options(clr_bindgen INTERFACE -static)
endif()
