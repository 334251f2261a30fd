import { accept, alreadyDone, type Decider, type Decision, reject } from './decider.js'

/** A book of a lending library: small enough to see every word of a decider at work. */
export type LibraryBookCommand =
  | { readonly type: 'LendBook'; readonly reader: string; readonly dueAt: string; readonly remark?: string | undefined }
  | { readonly type: 'ReturnBook' }
  | { readonly type: 'RemindReader'; readonly dueAt: string }

export type LibraryBookEvent =
  | { readonly type: 'BookLent'; readonly reader: string; readonly dueAt: string; readonly remark?: string | undefined }
  | { readonly type: 'BookReturned' }
  | { readonly type: 'ReaderReminded'; readonly dueAt: string }

export type LibraryBookRejection = { readonly reason: 'LentToSomebodyElse'; readonly reader: string }

export type LibraryBookState =
  | { readonly status: 'on-the-shelf' }
  | { readonly status: 'lent'; readonly reader: string; readonly dueAt: string; readonly reminded: boolean }

const decide = (
  command: LibraryBookCommand,
  state: LibraryBookState,
): Decision<LibraryBookEvent, LibraryBookRejection> => {
  switch (command.type) {
    case 'LendBook':
      if (state.status === 'on-the-shelf') return accept([{ ...command, type: 'BookLent' }])
      if (state.reader === command.reader) return alreadyDone
      return reject({ reason: 'LentToSomebodyElse', reader: state.reader })
    case 'ReturnBook': {
      if (state.status === 'on-the-shelf') return alreadyDone
      const returned: LibraryBookEvent = { type: 'BookReturned' }
      return accept([returned])
    }
    case 'RemindReader':
      return state.status === 'lent' && state.dueAt === command.dueAt && !state.reminded
        ? accept([{ type: 'ReaderReminded', dueAt: command.dueAt }])
        : alreadyDone
  }
}

const evolve = (state: LibraryBookState, event: LibraryBookEvent): LibraryBookState => {
  switch (event.type) {
    case 'BookLent':
      return { status: 'lent', reader: event.reader, dueAt: event.dueAt, reminded: false }
    case 'BookReturned':
      return { status: 'on-the-shelf' }
    case 'ReaderReminded':
      return state.status === 'lent' ? { ...state, reminded: true } : state
  }
}

export const libraryBook: Decider<LibraryBookCommand, LibraryBookState, LibraryBookEvent, LibraryBookRejection> = {
  initial: { status: 'on-the-shelf' },
  decide,
  evolve,
  deadlines: (state) =>
    state.status === 'lent' && !state.reminded
      ? [{ dueAt: state.dueAt, command: { type: 'RemindReader', dueAt: state.dueAt } }]
      : [],
}

export const dueAt = '2025-06-30T22:00:00.000Z'
export const lendToAda: LibraryBookCommand = { type: 'LendBook', reader: 'Ada', dueAt }
export const lentToAda: LibraryBookEvent = { type: 'BookLent', reader: 'Ada', dueAt }
export const returned: LibraryBookEvent = { type: 'BookReturned' }
