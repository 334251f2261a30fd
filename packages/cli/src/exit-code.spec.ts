import { failureOfFault, failureOfOpening } from './exit-code.js'

const stream = 'serviceTicket-00000000-0000-4000-8000-00000000000a'

it('tells who loses to another writer that somebody else wrote there', () => {
  const failure = { failure: 'StreamMovedOn', stream, expected: 3, actual: 5 } as const
  expect(failureOfFault({ fault: 'StoreFailed', history: 'desk.db', failure })).toEqual({
    message: `desk.db: another command wrote there at the same time (${stream})`,
    exitCode: 3,
  })
})

it.each([
  ['locked', '/data/desk.db: database is locked', 'locked by another process: database is locked'],
  ['access-denied', '/data/desk.db: permission denied', 'permission denied'],
  ['full', '/data/desk.db: database or disk is full', 'the disk is full: database or disk is full'],
  ['failed', '/data/desk.db: disk I/O error', 'disk I/O error'],
] as const)('says in one wording, at opening and later, that a store is %s', (cause, why, told) => {
  const failure = { failure: 'StoreUnavailable', cause, why } as const
  const expected = { message: `desk.db: can't be used (${told})`, exitCode: 3 }
  expect(failureOfOpening('desk.db', failure)).toEqual(expected)
  expect(failureOfFault({ fault: 'StoreFailed', history: 'desk.db', failure })).toEqual(expected)
})
