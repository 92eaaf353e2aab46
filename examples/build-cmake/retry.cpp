#include <hostretry.h>
#include <mscoree.h>

namespace {
constexpr RetryPolicy POLICY = RETRY_ONCE;
}

HRESULT start(IHostTask &task) {
    const HRESULT hr = task.Start();
    return FAILED(hr) && POLICY == RETRY_ONCE ? task.Start() : hr;
}
