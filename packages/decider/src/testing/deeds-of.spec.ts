import { expectTypeOf } from 'expect-type'
import {
  dueAt,
  type LibraryBookCommand,
  type LibraryBookEvent,
  type LibraryBookState,
  lendToAda,
  lentToAda,
  libraryBook,
  returned,
} from '../library-book.fixtures.js'
import { type Deeds, deedByDeed, deedsOf } from './deeds-of.js'

const lendToBela: LibraryBookCommand = { type: 'LendBook', reader: 'Béla', dueAt }
const onTheShelf: LibraryBookState = { status: 'on-the-shelf' }
const withAda: LibraryBookState = { status: 'lent', reader: 'Ada', dueAt, reminded: false }

describe('the deeds of some commands', () => {
  it('tell of each what was known before it, and what it recorded or that it was refused', () => {
    expect(deedsOf(libraryBook, [lendToAda, lendToBela, lendToAda, { type: 'ReturnBook' }]).deeds).toStrictEqual([
      { command: lendToAda, before: onTheShelf, recorded: [lentToAda] },
      { command: lendToBela, before: withAda, recorded: 'refused' },
      { command: lendToAda, before: withAda, recorded: [] },
      { command: { type: 'ReturnBook' }, before: withAda, recorded: [returned] },
    ])
  })

  it('come to the events of those that were carried out, in order, and to the state after them', () => {
    expect(deedsOf(libraryBook, [lendToAda, lendToBela, { type: 'ReturnBook' }, lendToAda, lendToBela])).toMatchObject({
      events: [lentToAda, returned, lentToAda],
      state: withAda,
    })
  })

  it('are none of none, which is as it was at the beginning', () => {
    expect(deedsOf(libraryBook, [])).toStrictEqual({ deeds: [], events: [], state: onTheShelf })
  })

  it('take their types from the decider', () => {
    expectTypeOf(deedsOf(libraryBook, [])).toEqualTypeOf<
      Deeds<LibraryBookCommand, LibraryBookState, LibraryBookEvent>
    >()
  })
})

describe('deed by deed', () => {
  it('gives what each command recorded, so that the next one can hang on it', () => {
    const { carryOut, soFar } = deedByDeed(libraryBook)
    expect(carryOut(lendToAda)).toStrictEqual([lentToAda])
    expect(soFar().state).toStrictEqual(withAda)
    expect(carryOut(lendToBela)).toBe('refused')
    expect(carryOut(lendToAda)).toStrictEqual([])
    expect(soFar()).toStrictEqual(deedsOf(libraryBook, [lendToAda, lendToBela, lendToAda]))
  })

  it('leaves what it told before as it was', () => {
    const { carryOut, soFar } = deedByDeed(libraryBook)
    carryOut(lendToAda)
    const before = soFar()
    carryOut({ type: 'ReturnBook' })
    expect(before).toStrictEqual(deedsOf(libraryBook, [lendToAda]))
  })
})
