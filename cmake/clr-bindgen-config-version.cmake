# The package's version, held against what find_package(clr-bindgen VERSION) asks for: before 1.0 a new minor version may
# break, afterwards a new major one.
file(READ "${CMAKE_CURRENT_LIST_DIR}/../package.json" description)
string(JSON PACKAGE_VERSION GET "${description}" version)
set(PACKAGE_VERSION_COMPATIBLE FALSE)
set(PACKAGE_VERSION_EXACT FALSE)
string(REGEX MATCH "^(0\\.[0-9]+|[1-9][0-9]*)" generation "${PACKAGE_VERSION}")
string(REGEX MATCH "^(0\\.[0-9]+|[1-9][0-9]*)" wanted "${PACKAGE_FIND_VERSION}")
if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
elseif(generation STREQUAL wanted AND PACKAGE_VERSION VERSION_GREATER PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
