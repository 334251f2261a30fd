const PARTS: ReadonlyArray<readonly [RegExp, string]> = [
  // User and password in a connection string; a password may hold an @ that was not escaped.
  [/((?:esdb|kurrentdb|kurrent|https?)(?:\+discover)?:\/\/)[^\s/?,]*@/gi, '$1***@'],
  [/\b(basic|bearer)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g, '***'],
  [/\b(userCertFile|userKeyFile|tlsCAFile|password|secret|token)(["']?\s*[=:]\s*["']?)[^\s&,"'}]+/gi, '$1$2***'],
]

/** A text that is told or logged, without the credentials and certificates that a library may have put into it. */
export const redacted = (text: string): string =>
  PARTS.reduce((told, [secret, instead]) => told.replace(secret, instead), text)
