// SPDX-License-Identifier: GPL-3.0-or-later
import CCurl

/// Gets files over HTTP and HTTPS, one after the other over one connection (libcurl, "easy" interface).
public struct WebClient: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  public init() throws(WebError) {
    _ = Self.isReady
    guard let handle = curl_easy_init() else {
      throw WebError(address: "", cause: .failed(reason: "libcurl cannot be started"))
    }
    self.handle = handle
  }

  deinit {
    curl_easy_cleanup(handle)
  }

  /// The body at an address; nil if the server says that there is none (404, 410). More than `limit` bytes is an error,
  /// a redirect too. A server that sends nothing for half a minute is given up.
  public mutating func get(_ address: String, limit: Int) throws(WebError) -> [UInt8]? {
    let answer = try perform(address, limit: limit) { handle in
      certmill_be_patient(handle)
      return curl_easy_perform(handle)
    }
    switch answer.status {
    case 200: return answer.body
    case 404, 410: return nil
    case let status: throw WebError(address: address, cause: .status(status))
    }
  }

  /// Sends bytes (POST), and gives the answer whatever its status, a redirect too. `seconds`: for all of it.
  public mutating func post(
    _ bytes: [UInt8], type: String, to address: String, limit: Int, seconds: Int
  ) throws(WebError) -> WebAnswer {
    try perform(address, limit: limit) { handle in
      let headers = curl_slist_append(nil, "Content-Type: \(type)")
      defer { curl_slist_free_all(headers) }
      return bytes.withUnsafeBytes { bytes in
        certmill_post(handle, bytes.baseAddress, bytes.count, headers, 1_000 * seconds)
        return curl_easy_perform(handle)
      }
    }
  }

  private mutating func perform(
    _ address: String, limit: Int, _ transfer: (UnsafeMutableRawPointer) -> CURLcode
  ) throws(WebError) -> WebAnswer {
    var body = Body(limit: limit)
    var message = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    let code = withUnsafeMutablePointer(to: &body) { body in
      message.withUnsafeMutableBufferPointer { message in
        certmill_prepare(handle, address, takeBytes, body, message.baseAddress)
        return transfer(handle)
      }
    }
    if body.isTooLong { throw WebError(address: address, cause: .tooLarge(limit: limit)) }
    guard code == CURLE_OK else {
      switch code {
      case CURLE_OPERATION_TIMEDOUT: throw WebError(address: address, cause: .timedOut)
      case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: throw WebError(address: address, cause: .unreachable)
      default: break
      }
      let words = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw WebError(
        address: address, cause: .failed(reason: words.isEmpty ? String(cString: curl_easy_strerror(code)) : words))
    }
    return WebAnswer(
      status: certmill_status(handle), contentType: certmill_content_type(handle).map { String(cString: $0) } ?? "",
      body: body.bytes)
  }

  /// libcurl's own start, once a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}

/// What has come so far.
private struct Body {
  var bytes: [UInt8] = []
  let limit: Int
  var isTooLong = false
}

/// CURLOPT_WRITEFUNCTION(3): fewer bytes taken than came ends the transfer.
private func takeBytes(
  _ bytes: UnsafeMutablePointer<CChar>?, _ one: Int, _ count: Int, _ body: UnsafeMutableRawPointer?
) -> Int {
  guard let body = body?.assumingMemoryBound(to: Body.self), let bytes else { return 0 }
  guard count <= body.pointee.limit - body.pointee.bytes.count else {
    body.pointee.isTooLong = true
    return 0
  }
  body.pointee.bytes += UnsafeRawBufferPointer(start: bytes, count: count)
  return count
}
