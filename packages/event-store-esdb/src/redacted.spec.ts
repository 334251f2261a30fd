import { redacted } from './redacted.js'

describe('redacted', () => {
  it.each([
    [
      'connecting to esdb://admin:s3cr3t@host:2113?tls=true failed',
      'connecting to esdb://***@host:2113?tls=true failed',
    ],
    ['esdb+discover://a:s3@cr3t@host', 'esdb+discover://***@host'],
    ['Authorization: Basic YWRtaW46czNjcjN0', 'Authorization: Basic ***'],
    ['bearer eyJhbGciOi.JIUzI1', 'bearer ***'],
    ['?userKeyFile=/etc/keys/user.key&tls=true', '?userKeyFile=***&tls=true'],
    ['{ password: "s3cr3t" }', '{ password: "***" }'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', '***'],
    ['-----BEGIN CERTIFICATE-----\nMIIE cut off', '***'],
    [
      '14 UNAVAILABLE: No connection established to 127.0.0.1:2113',
      '14 UNAVAILABLE: No connection established to 127.0.0.1:2113',
    ],
  ])('tells %j as %j', (text, told) => {
    expect(redacted(text)).toBe(told)
  })
})
