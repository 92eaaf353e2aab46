#pragma once
#include <clr_platform.h>

#include <type_traits>

/** Owns one reference to a COM object and releases it. */
template <typename Interface>
class com_ptr {
public:
    com_ptr() = default;
    explicit com_ptr(Interface *owned) : object_(owned) {}
    com_ptr(com_ptr &&other) noexcept : object_(other.object_) { other.object_ = nullptr; }
    com_ptr(const com_ptr &) = delete;
    com_ptr &operator=(const com_ptr &) = delete;
    com_ptr &operator=(com_ptr &&) = delete;
    ~com_ptr() { reset(); }

    Interface *operator->() const { return object_; }
    Interface *get() const { return object_; }
    explicit operator bool() const { return object_ != nullptr; }

    void reset() {
        if (object_ != nullptr) object_->Release();
        object_ = nullptr;
    }

    /**
     * What an [out] parameter takes: `f(clr::uuid_of<I>(), p.put())`. The parameter may be an I **, a void **, or the
     * IUnknown ** through which OpenScope and others return the interface that was asked for.
     */
    struct out {
        Interface **address;
        template <typename Type,
                  typename = std::enable_if_t<std::is_same<Type, Interface>::value || std::is_void<Type>::value ||
                                              std::is_same<Type, IUnknown>::value>>
        operator Type **() const {
            return reinterpret_cast<Type **>(address);
        }
    };

    /** Releases what was held. */
    out put() {
        reset();
        return {&object_};
    }

private:
    Interface *object_ = nullptr;
};
