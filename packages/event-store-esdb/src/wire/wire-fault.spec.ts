import { unavailableBy, wireFaultOf } from './wire-fault.js'

/** As gRPC throws: a status code, and trailers that are asked by `get`. */
const thrown = (code: number, details: string, exception?: string) =>
  Object.assign(new Error(`${code}: ${details}`), {
    code,
    details,
    metadata: { get: (key: string) => (key === 'exception' && exception !== undefined ? [exception] : []) },
  })

describe('wireFaultOf', () => {
  it.each([
    [thrown(14, 'No connection established'), 'unreachable'],
    [thrown(1, 'Cancelled by the server'), 'unreachable'],
    [thrown(10, 'Operation timed out'), 'unreachable'],
    [thrown(2, 'Stream removed: Connect Failed'), 'unreachable'],
    [thrown(13, 'Received RST_STREAM with code 2 (Internal server error)'), 'unreachable'],
    [thrown(2, 'write after end'), 'unreachable'],
    [new Error('Failed to discover after 10 attempts.'), 'unreachable'],
    [thrown(4, 'Deadline exceeded'), 'no-answer'],
    [thrown(5, 'Leader info available', 'not-leader'), 'not-leader'],
    [thrown(7, 'Access Denied', 'access-denied'), 'access-denied'],
    [thrown(16, 'Unauthenticated'), 'access-denied'],
    [thrown(9, "Event stream 's' is deleted.", 'stream-deleted'), 'stream-deleted'],
    [thrown(2, 'Unexpected ReadAllResult: Error'), 'bad-position'],
    [thrown(8, 'Received message larger than max (18874368 vs 17825792)'), 'failed'],
    [thrown(2, 'Exception was thrown by handler.'), 'failed'],
    ['a text', 'failed'],
  ])('finds in %s the fault %s', (error, fault) => {
    expect(wireFaultOf(error).fault).toBe(fault)
  })

  it('knows the errors of any copy of the client by their type', () => {
    expect(wireFaultOf({ type: 'stream-deleted', message: 'gone' })).toEqual({ fault: 'stream-deleted', why: 'gone' })
    expect(wireFaultOf({ type: 'access-denied', message: '' }).fault).toBe('access-denied')
  })

  it('tells no credentials that a library put into its error', () => {
    const { why } = wireFaultOf(thrown(14, 'cannot connect to esdb://admin:s3cr3t@host:2113'))
    expect(why).toBe('cannot connect to esdb://***@host:2113')
  })

  it('says of an event that is larger than a message may be what is too large', () => {
    const fault = wireFaultOf(thrown(8, 'Received message larger than max (18874368 vs 17825792)'))
    expect(unavailableBy(fault)).toEqual({
      failure: 'StoreUnavailable',
      cause: 'failed',
      why: 'Received message larger than max (18874368 vs 17825792)',
    })
  })
})
