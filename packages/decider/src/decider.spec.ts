import { expectTypeOf } from 'expect-type'
import * as E from 'fp-ts/lib/Either.js'
import { accept, alreadyDone, type Decider, type Decision, reject, replay } from './decider.js'
import {
  dueAt,
  type LibraryBookCommand,
  type LibraryBookEvent,
  type LibraryBookRejection,
  lentToAda,
  libraryBook,
  returned,
} from './library-book.fixtures.js'

describe('a decision', () => {
  it('is right with the events that are accepted', () => {
    expect(accept([lentToAda])).toStrictEqual(E.right([lentToAda]))
  })

  it('is left with the reason of a rejection', () => {
    expect(reject({ reason: 'LentToSomebodyElse', reader: 'Ada' })).toStrictEqual(
      E.left({ reason: 'LentToSomebodyElse', reader: 'Ada' }),
    )
  })

  it('is right with no event where it was already done', () => {
    expect(alreadyDone).toStrictEqual(accept([]))
  })
})

describe('replay', () => {
  it('is the initial state where nothing happened', () => {
    expect(replay(libraryBook, [])).toBe(libraryBook.initial)
  })

  it('takes the oldest event first', () => {
    expect(replay(libraryBook, [lentToAda, returned])).toStrictEqual({ status: 'on-the-shelf' })
    expect(replay(libraryBook, [returned, lentToAda])).toStrictEqual({
      status: 'lent',
      reader: 'Ada',
      dueAt,
      reminded: false,
    })
  })
})

describe('the types of a decider', () => {
  it('are inferred where nothing is annotated', () => {
    const counter = {
      initial: { count: 0 },
      decide: (command: { readonly type: 'Add'; readonly amount: number }, state: { readonly count: number }) =>
        state.count + command.amount > 9
          ? reject({ reason: 'TooMany', count: state.count } as const)
          : accept([{ type: 'Added', amount: command.amount } as const]),
      evolve: (state: { readonly count: number }, event: { readonly type: 'Added'; readonly amount: number }) => ({
        count: state.count + event.amount,
      }),
      deadlines: () => [],
    }
    expectTypeOf(replay(counter, [{ type: 'Added', amount: 1 }])).toExtend<{ readonly count: number }>()
    const decider: Decider<
      { readonly type: 'Add'; readonly amount: number },
      { readonly count: number },
      { readonly type: 'Added'; readonly amount: number },
      { readonly reason: 'TooMany'; readonly count: number }
    > = counter
    expect(replay(decider, [{ type: 'Added', amount: 1 }])).toStrictEqual({ count: 1 })
  })

  it('narrow a decision to what was accepted or rejected', () => {
    expectTypeOf(accept([lentToAda])).toEqualTypeOf<Decision<LibraryBookEvent, never>>()
    expectTypeOf(reject({ reason: 'Closed' } as const)).toEqualTypeOf<Decision<never, { readonly reason: 'Closed' }>>()
    expectTypeOf(alreadyDone).toExtend<Decision<LibraryBookEvent, LibraryBookRejection>>()
    expectTypeOf(libraryBook.deadlines(libraryBook.initial)[0]?.command).toEqualTypeOf<LibraryBookCommand | undefined>()
  })
})
