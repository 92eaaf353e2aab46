# clr_bindgen_generate(<target> [SELECT <pattern>...] [DOCS <folder>...] [CONFIG <file>] [OUTPUT <name>] [OUT <folder>]
#                      [OPTIONS <option>...])
#
# Generates C++ headers before <target> is compiled, and adds their folder to its include directories. The generator
# runs again when a page, a template, the configuration or the generator's own metadata changes, and only then.
#
# Without CONFIG, clr-bindgen.config.json (.jsonc, .mjs, .ts, .mts) beside the CMakeLists.txt is taken, if it is there.
# OUTPUT names one of the outputs of a configuration that has several.
# CLR_BINDGEN_EXECUTABLE names the generator, if it is not in node_modules/.bin or on the path.

include_guard(GLOBAL)

if(CMAKE_VERSION VERSION_LESS 3.20)
  message(FATAL_ERROR "clr-bindgen.cmake needs CMake 3.20 or later")
endif()

find_program(CLR_BINDGEN_EXECUTABLE
  NAMES clr-bindgen.cmd clr-bindgen
  HINTS
    "${CMAKE_SOURCE_DIR}/node_modules/.bin"
    "${CMAKE_CURRENT_LIST_DIR}/../node_modules/.bin" # where generate init puts this file
    "${CMAKE_CURRENT_LIST_DIR}/../../.bin" # where it is installed
  DOC "The generator of clr-bindgen"
)

function(clr_bindgen_generate target)
  # Paths in the depfile are relative to the folder in which the command runs.
  cmake_policy(SET CMP0116 NEW)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONFIG;OUT;OUTPUT" "SELECT;DOCS;OPTIONS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "clr_bindgen_generate: unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT CLR_BINDGEN_EXECUTABLE)
    message(FATAL_ERROR "clr-bindgen is not installed: run npm install --save-dev clr-bindgen")
  endif()

  if(NOT arg_OUT)
    set(arg_OUT "${CMAKE_CURRENT_BINARY_DIR}/clr-bindgen/${target}")
  endif()
  get_filename_component(out "${arg_OUT}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  set(options --target cpp --out "${out}" ${arg_OPTIONS})

  if(NOT arg_CONFIG)
    foreach(extension json jsonc mjs ts mts)
      if(NOT arg_CONFIG AND EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/clr-bindgen.config.${extension}")
        set(arg_CONFIG "clr-bindgen.config.${extension}")
      endif()
    endforeach()
  endif()
  set(config)
  if(arg_CONFIG)
    get_filename_component(config "${arg_CONFIG}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND options --config "${config}")
  endif()
  if(arg_OUTPUT)
    list(APPEND options --output "${arg_OUTPUT}")
  endif()
  foreach(docs IN LISTS arg_DOCS)
    get_filename_component(docs "${docs}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND options --docs "${docs}")
  endforeach()
  foreach(pattern IN LISTS arg_SELECT)
    list(APPEND options --select "${pattern}")
  endforeach()

  # The build must know the headers as outputs, or it would see only in its next run that one changed.
  execute_process(
    COMMAND "${CLR_BINDGEN_EXECUTABLE}" ${options} --list-outputs
    WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}"
    OUTPUT_VARIABLE listed
    ERROR_VARIABLE problems
    RESULT_VARIABLE result
    OUTPUT_STRIP_TRAILING_WHITESPACE
  )
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "clr-bindgen failed:\n${problems}")
  endif()
  string(REPLACE "\n" ";" listed "${listed}")
  set(outputs)
  foreach(output IN LISTS listed)
    get_filename_component(output "${output}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
    list(APPEND outputs "${output}")
  endforeach()
  list(REMOVE_ITEM outputs "${out}/manifest.json")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${config})

  # Outputs that did not change keep their time stamps, so that nothing is compiled in vain; the manifest tells the
  # build that the generator ran.
  add_custom_command(
    OUTPUT "${out}/manifest.json"
    BYPRODUCTS ${outputs}
    COMMAND "${CLR_BINDGEN_EXECUTABLE}" ${options} --depfile "${out}.d"
    COMMAND "${CMAKE_COMMAND}" -E touch "${out}/manifest.json"
    DEPENDS ${config}
    DEPFILE "${out}.d"
    WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}"
    COMMENT "Generating CLR headers for ${target}"
    VERBATIM
  )
  target_sources(${target} PRIVATE "${out}/manifest.json")
  target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${out}/cpp>")
endfunction()
