import { describeFailure, type StoreUnavailable } from '@aftersale/event-store'

/** The path leads to no file that could be opened. */
export interface FileNotUsable {
  readonly failure: 'FileNotUsable'
  readonly because: 'missing' | 'folder-missing' | 'not-a-file'
  readonly path: string
}

/** The file holds something else than a history of ours: another kind of file, or another program's database. */
export interface NotAnEventStore {
  readonly failure: 'NotAnEventStore'
  readonly path: string
  readonly why: string
}

/** The file was written by a later version of this package. */
export interface NewerFormat {
  readonly failure: 'NewerFormat'
  readonly path: string
  readonly version: number
  readonly supported: number
}

export type OpenFailure = FileNotUsable | NotAnEventStore | NewerFormat | StoreUnavailable

/** Why a file could not be opened, as one sentence for a person that names the file. */
export const describeOpenFailure = (failure: OpenFailure): string => {
  switch (failure.failure) {
    case 'FileNotUsable':
      return `${failure.path} ${SENTENCES[failure.because]}.`
    case 'NotAnEventStore':
      return `${failure.path} is not an event store: ${failure.why}.`
    case 'NewerFormat':
      return `${failure.path} has format ${failure.version}, which a later version wrote; this one reads up to ${failure.supported}.`
    case 'StoreUnavailable':
      return describeFailure(failure)
  }
}

const SENTENCES: Readonly<Record<FileNotUsable['because'], string>> = {
  missing: 'does not exist',
  'folder-missing': 'lies in a folder that does not exist',
  'not-a-file': 'is not a file',
}
