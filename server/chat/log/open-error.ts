// The one way in which opening a log fails, whatever it is made of.

/** The log cannot be used. The message is one sentence that names the file or the server. */
export class LogOpenError extends Error {
  override readonly name = 'LogOpenError';
}
