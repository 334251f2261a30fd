import { expectTypeOf } from 'expect-type'
import { accept } from '../decider.js'
import {
  dueAt,
  type LibraryBookCommand,
  type LibraryBookEvent,
  type LibraryBookRejection,
  lendToAda,
  lentToAda,
  libraryBook,
  returned,
} from '../library-book.fixtures.js'
import { given, type Outcome, UnexpectedDecision } from './given.js'
import { acceptedHistoryOf, historyOf } from './history-of.js'

const lendToBela: LibraryBookCommand = { type: 'LendBook', reader: 'Béla', dueAt }

describe('records', () => {
  it('holds for exactly the events that were recorded', () => {
    given(libraryBook).when(lendToAda).records(lentToAda)
    expect(given(libraryBook).when(lendToAda).decision).toStrictEqual(accept([lentToAda]))
  })

  it('fails for fewer or more events', () => {
    expect(() => given(libraryBook).when(lendToAda).records()).toThrow('1 events are recorded, not 0')
    expect(() => given(libraryBook).when(lendToAda).records(lentToAda, returned)).toThrow(
      '1 events are recorded, not 2',
    )
  })

  it('fails for the same events in another order', () => {
    const twofold = { ...libraryBook, decide: () => accept([lentToAda, returned]) }
    given(twofold).when(lendToAda).records(lentToAda, returned)
    expect(() => given(twofold).when(lendToAda).records(returned, lentToAda)).toThrow(UnexpectedDecision)
  })

  it('fails for a field that differs, and names it', () => {
    expect(() =>
      given(libraryBook)
        .when(lendToAda)
        .records({ ...lentToAda, type: 'BookLent', reader: 'Bela', dueAt }),
    ).toThrow('events[0].reader is "Ada", not "Bela"')
  })

  it('tells a field that is undefined from one that is absent', () => {
    const withRemark: LibraryBookEvent = { type: 'BookLent', reader: 'Ada', dueAt, remark: undefined }
    expect(() => given(libraryBook).when(lendToAda).records(withRemark)).toThrow(
      'events[0].remark is absent, not undefined',
    )
    expect(() =>
      given(libraryBook).when({ type: 'LendBook', reader: 'Ada', dueAt, remark: undefined }).records(lentToAda),
    ).toThrow('events[0].remark is undefined, where it should be absent')
  })

  it('fails for a rejection, and says which', () => {
    expect(() => given(libraryBook, [lentToAda]).when(lendToBela).records(lentToAda)).toThrow(
      'Rejected: {"reason":"LentToSomebodyElse","reader":"Ada"}',
    )
  })
})

describe('recordsNothing', () => {
  it('holds where the command was already carried out, and only there', () => {
    given(libraryBook, [lentToAda]).when(lendToAda).recordsNothing()
    expect(() => given(libraryBook).when(lendToAda).recordsNothing()).toThrow('1 events are recorded, not 0')
    expect(() => given(libraryBook, [lentToAda]).when(lendToBela).recordsNothing()).toThrow('Rejected')
  })
})

describe('rejects', () => {
  it('holds for exactly the rejection', () => {
    given(libraryBook, [lentToAda]).when(lendToBela).rejects({ reason: 'LentToSomebodyElse', reader: 'Ada' })
    expect(() =>
      given(libraryBook, [lentToAda]).when(lendToBela).rejects({ reason: 'LentToSomebodyElse', reader: 'Bela' }),
    ).toThrow('reader is "Ada", not "Bela"')
  })

  it('fails where the command is accepted or was already carried out', () => {
    expect(() =>
      given(libraryBook, [lentToAda]).when(lendToAda).rejects({ reason: 'LentToSomebodyElse', reader: 'Ada' }),
    ).toThrow('Accepted, not rejected')
  })
})

describe('given', () => {
  it('tells the state and the deadlines of a history', () => {
    expect(given(libraryBook, [lentToAda]).state).toMatchObject({ status: 'lent' })
    expect(given(libraryBook, [lentToAda]).deadlines).toStrictEqual([
      { dueAt, command: { type: 'RemindReader', dueAt } },
    ])
    expect(given(libraryBook, [lentToAda, returned]).deadlines).toStrictEqual([])
  })

  it('takes its types from the decider', () => {
    expectTypeOf(given(libraryBook).when).parameter(0).toEqualTypeOf<LibraryBookCommand>()
    expectTypeOf(given(libraryBook).when).returns.toEqualTypeOf<Outcome<LibraryBookEvent, LibraryBookRejection>>()
  })
})

describe('a history of commands', () => {
  it('has the events of each, in order', () => {
    expect(historyOf(libraryBook, [lendToAda, { type: 'ReturnBook' }, lendToAda])).toStrictEqual([
      lentToAda,
      returned,
      lentToAda,
    ])
  })

  it('is refused where a command is rejected, or leaves it out, as one asks', () => {
    expect(() => historyOf(libraryBook, [lendToAda, lendToBela])).toThrow('LentToSomebodyElse')
    expect(acceptedHistoryOf(libraryBook, [lendToAda, lendToBela])).toStrictEqual([lentToAda])
  })
})
