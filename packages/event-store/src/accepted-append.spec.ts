import * as E from 'fp-ts/lib/Either.js'
import { acceptedAppend, bytesOf } from './accepted-append.js'
import { event, events, streamOf } from './contract/sample-events.js'

describe('An append that is accepted', () => {
  it('is a frozen copy of its events', () => {
    const append = events(1, 2)
    const accepted = acceptedAppend(streamOf(1), append, 'any', { tenant: undefined })
    expect(accepted).toEqual(E.right(append))
    expect(
      E.isRight(accepted) &&
        accepted.right.every(({ data, metadata }) => Object.isFrozen(data) && Object.isFrozen(metadata)),
    ).toBe(true)
  })

  it('may be as large as the limit, and not a byte larger', () => {
    const append = [event(1, 'NoteAdded', { text: 'Kühlschrank' })]
    const bytes = bytesOf(append)
    const under = (limitBytes: number) => acceptedAppend(streamOf(1), append, 'any', { tenant: undefined, limitBytes })
    expect(E.isRight(under(bytes))).toBe(true)
    expect(under(bytes - 1)).toEqual(
      E.left({ failure: 'AppendTooLarge', stream: streamOf(1), bytes, limit: bytes - 1 }),
    )
  })
})

it('measures an append in bytes of UTF-8: type, data and metadata', () => {
  const one = event(1, 'NoteAdded', 'ü€')
  // "ü€" in quotes is 1 + 2 + 3 + 1 = 7 bytes.
  expect(bytesOf([one])).toBe(9 + 7 + JSON.stringify(one.metadata).length)
  expect(bytesOf([one, one])).toBe(2 * bytesOf([one]))
})
