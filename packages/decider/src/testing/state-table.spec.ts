import { accept, alreadyDone, reject } from '../decider.js'
import {
  dueAt,
  type LibraryBookCommand,
  type LibraryBookState,
  lendToAda,
  lentToAda,
  libraryBook,
  returned,
} from '../library-book.fixtures.js'
import {
  outcomeAfter,
  outcomeInShort,
  outcomeInWords,
  outcomesIn,
  outcomeTable,
  ownRejectionTable,
  tableIn,
} from './state-table.js'

const lendToBela: LibraryBookCommand = { type: 'LendBook', reader: 'Béla', dueAt }

describe('an outcome in words', () => {
  it('names the events in order', () => {
    expect(outcomeInWords(accept([lentToAda]))).toBe('BookLent')
    expect(outcomeInWords(accept([lentToAda, returned, returned]))).toBe('BookLent, BookReturned, BookReturned')
  })

  it('is nothing where the command was already carried out', () => {
    expect(outcomeInWords(alreadyDone)).toBe('nothing')
    expect(outcomeInShort(alreadyDone, undefined)).toBe('nothing')
  })

  it('is the reason of a refusal', () => {
    expect(outcomeInWords(reject({ reason: 'LentToSomebodyElse' }))).toBe('*LentToSomebodyElse*')
  })

  it('counts in short the events of one type in a row', () => {
    expect(outcomeInShort(accept([lentToAda, returned, returned, lentToAda]), undefined)).toBe(
      'BookLent, BookReturned ×2, BookLent',
    )
  })

  it('tells in short what the status refuses all with, and no other reason', () => {
    const refused = reject({ reason: 'LentToSomebodyElse' })
    expect(outcomeInShort(refused, undefined)).toBe('*LentToSomebodyElse*')
    expect(outcomeInShort(refused, 'BookIsLost')).toBe('*LentToSomebodyElse*')
    expect(outcomeInShort(refused, 'LentToSomebodyElse')).toBe('*its own rejection*')
  })

  it('is asked of the decider, after the way to a status', () => {
    expect(outcomeAfter(libraryBook, [], 'on-the-shelf', lendToBela)).toBe('BookLent')
    expect(outcomeAfter(libraryBook, [lendToAda], 'lent', lendToBela)).toBe('*LentToSomebodyElse*')
  })

  it('is none where the way leads elsewhere, or is refused', () => {
    expect(() => outcomeAfter(libraryBook, [lendToAda], 'on-the-shelf', lendToBela)).toThrow(
      'The way to on-the-shelf leads to lent',
    )
    expect(() => outcomeAfter(libraryBook, [lendToAda, lendToBela], 'lent', lendToAda)).toThrow('LentToSomebodyElse')
  })
})

describe('a table of outcomes', () => {
  it('has of each command a row an outcome, with the places where it comes of it, in their order', () => {
    expect(
      outcomeTable('In status', [
        [
          '`LendBook`',
          [
            ['new', 'BookLent'],
            ['lent', '*LentToSomebodyElse*'],
            ['on-the-shelf', 'BookLent'],
          ],
        ],
        ['`ReturnBook`', [['lent', 'BookReturned']]],
      ]),
    ).toBe(`| Command | In status | Gives |
|---|---|---|
| \`LendBook\` | new, on-the-shelf | BookLent |
|  | lent | *LentToSomebodyElse* |
| \`ReturnBook\` | lent | BookReturned |`)
  })

  it('is of all commands, asked in each place', () => {
    const waysTo: ReadonlyArray<readonly [LibraryBookState['status'], ReadonlyArray<LibraryBookCommand>]> = [
      ['on-the-shelf', []],
      ['lent', [lendToAda]],
    ]
    const commands: ReadonlyArray<LibraryBookCommand> = [lendToBela, { type: 'ReturnBook' }]
    expect(
      outcomesIn(waysTo, commands, (command, way, status) => outcomeAfter(libraryBook, way, status, command)),
    ).toStrictEqual([
      [
        '`LendBook`',
        [
          ['on-the-shelf', 'BookLent'],
          ['lent', '*LentToSomebodyElse*'],
        ],
      ],
      [
        '`ReturnBook`',
        [
          ['on-the-shelf', 'nothing'],
          ['lent', 'BookReturned'],
        ],
      ],
    ])
  })

  it('has the own rejections of statuses below what else comes of a command', () => {
    const ofRefused = (status: string) =>
      [status, outcomeInShort(reject({ reason: 'BookIsLost' }), 'BookIsLost')] as const
    expect(
      outcomeTable('Where', [['`LendBook`', [ofRefused('lost'), ['lent', 'nothing'], ofRefused('stolen')]]]),
    ).toBe(`| Command | Where | Gives |
|---|---|---|
| \`LendBook\` | lent | nothing |
|  | lost, stolen | *its own rejection* |`)
    expect(ownRejectionTable({ lost: 'BookIsLost', stolen: 'BookIsLost' })).toBe(`| Status | Its own rejection |
|---|---|
| lost | *BookIsLost* |
| stolen | *BookIsLost* |`)
  })

  it('is found in a page between its marks', () => {
    const page = `# A book

<!-- state table -->
| a |
| b |
<!-- end of the state table -->

<!-- shelf table -->
| c |
<!-- end of the shelf table -->
`
    expect(tableIn(page)).toBe('| a |\n| b |')
    expect(tableIn(page, 'shelf')).toBe('| c |')
    expect(tableIn(page, 'reader')).toBe('')
  })
})
