import type { RecordedEvent } from '@aftersale/event-store'
import { type AskedAppend, inspect } from './asked-appends.fixtures.js'

// What finds no fault must be able to find one.

const stream = 'serviceTicket-00000000-0000-7000-8000-000000000001'

const stored = (
  ...events: ReadonlyArray<readonly [commandId: string, eventId: string]>
): ReadonlyArray<RecordedEvent> =>
  events.map(([commandId, eventId], revision) => ({
    stream,
    revision,
    position: { commit: revision, prepare: revision },
    type: 'NoteAdded',
    data: {},
    metadata: { commandId, eventId },
  }))

const asked = (commandId: string, answer: AskedAppend['answer'], more: Partial<AskedAppend> = {}): AskedAppend => ({
  stream,
  commandId,
  count: undefined,
  answer,
  wasUnknown: false,
  ...more,
})
const acknowledged = (
  ...events: ReadonlyArray<readonly [revision: number, eventId: string]>
): AskedAppend['answer'] => ({
  is: 'acknowledged',
  events: events.map(([revision, eventId]) => ({ revision, eventId })),
})
const notWritten: AskedAppend['answer'] = { is: 'not-written', because: 'StoreUnavailable' }
const unknown: AskedAppend['answer'] = { is: 'unknown' }

describe('the inspection of answers', () => {
  it('finds no fault where every answer was true', () => {
    const answers = [
      asked('one', acknowledged([0, 'a'], [1, 'b']), { wasUnknown: true }),
      asked('two', notWritten),
      asked('three', notWritten, { wasUnknown: true }),
      asked('four', unknown, { wasUnknown: true }),
      asked('five', unknown, { wasUnknown: true }),
    ]
    expect(inspect(answers, stored(['one', 'a'], ['one', 'b'], ['five', 'c']))).toEqual({
      acknowledged: 1,
      events: 3,
      unknownResolvedAsRecorded: 1,
      unknownResolvedAsNotRecorded: 1,
      unknownLeftAndRecorded: 1,
      unknownLeftAndNotRecorded: 1,
      notWritten: { StoreUnavailable: 2 },
    })
  })

  it.each<readonly [fault: string, AskedAppend, ReadonlyArray<RecordedEvent>]>([
    ['what was acknowledged is not what was written', asked('one', acknowledged([0, 'a'])), []],
    ['what was acknowledged is not what was written', asked('one', acknowledged([1, 'a'])), stored(['one', 'a'])],
    ['what was not written is there', asked('one', notWritten), stored(['one', 'a'])],
    ['an append was written in part', asked('one', unknown, { count: 2 }), stored(['one', 'a'])],
    ['stands twice', asked('one', unknown), stored(['one', 'a'], ['one', 'a'])],
    ['nobody asked', asked('two', unknown), stored(['one', 'a'])],
  ])('finds that %s', (fault, answer, events) => {
    expect(() => inspect([answer], events)).toThrow(fault)
  })
})
