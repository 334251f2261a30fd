import { type AppendFailure, describeFailure, type ReadFailure, type StoreUnavailable } from '@aftersale/event-store'

/** Where something stands: `line` counts from 1 and is absent in a store, which has no lines. */
export interface Place {
  readonly history: string
  readonly line?: number
}

/** What a file's lines can be at fault with. */
export type LineFault =
  | { readonly fault: 'NotJson'; readonly at: Place; readonly why: string }
  | { readonly fault: 'NotAnEvent'; readonly at: Place; readonly why: string }
  | { readonly fault: 'NotUtf8'; readonly at: Place }
  | { readonly fault: 'LineTooLong'; readonly at: Place; readonly limitBytes: number }
  /** The file ends within a line: what wrote it was stopped, or the rest got lost. */
  | { readonly fault: 'Truncated'; readonly at: Place }

/** The events of a stream don't follow each other by one. */
export type RevisionFault =
  | {
      readonly fault: 'RevisionGap'
      readonly at: Place
      readonly stream: string
      readonly expected: number
      readonly found: number
    }
  | { readonly fault: 'RevisionRepeated'; readonly at: Place; readonly stream: string; readonly revision: number }

/** A file that can't be used at all. `FileNotThere` and `NotAFile` are the caller's mistake, the others the disk's. */
export type FileFault =
  | { readonly fault: 'FileNotThere'; readonly file: string }
  | { readonly fault: 'NotAFile'; readonly file: string }
  | { readonly fault: 'FileNotReadable'; readonly file: string; readonly why: string }
  | { readonly fault: 'FileNotWritable'; readonly file: string; readonly why: string }
  | { readonly fault: 'NotGzip'; readonly file: string; readonly why: string }
  /** Who read what we write has gone; nothing is wrong, and nothing more is to be written. */
  | { readonly fault: 'ReaderGone'; readonly file: string }

export interface StoreFault {
  readonly fault: 'StoreFailed'
  readonly history: string
  readonly failure: ReadFailure | AppendFailure
}

export type HistoryFault = LineFault | RevisionFault | FileFault | StoreFault

/** A fault as one sentence for a person, beginning with where it is. */
export const describeFault = (fault: HistoryFault): string => {
  switch (fault.fault) {
    case 'NotJson':
      return `${placeInWords(fault.at)}: not JSON (${fault.why})`
    case 'NotAnEvent':
      return `${placeInWords(fault.at)}: not an event of a history (${fault.why})`
    case 'NotUtf8':
      return `${placeInWords(fault.at)}: not UTF-8`
    case 'LineTooLong':
      return `${placeInWords(fault.at)}: longer than ${fault.limitBytes} bytes (--max-line raises the limit)`
    case 'Truncated':
      return `${placeInWords(fault.at)}: the file ends within this line; what follows is missing`
    case 'RevisionGap':
      return `${placeInWords(fault.at)}: ${fault.stream} goes on at revision ${fault.found}, where ${fault.expected} was to come`
    case 'RevisionRepeated':
      return `${placeInWords(fault.at)}: ${fault.stream} has revision ${fault.revision} a second time`
    case 'FileNotThere':
      return `${fault.file}: there is no such file`
    case 'NotAFile':
      return `${fault.file}: a directory, where a file is needed`
    case 'FileNotReadable':
      return `${fault.file}: can't be read (${fault.why})`
    case 'FileNotWritable':
      return `${fault.file}: can't be written (${fault.why})`
    case 'NotGzip':
      return `${fault.file}: not a whole gzip file (${fault.why})`
    case 'ReaderGone':
      return `${fault.file}: nobody reads any more`
    case 'StoreFailed':
      return storeFaultInWords(fault)
  }
}

/** What is asked of a store goes by what was read of it: where it has moved on, somebody else has written. */
const storeFaultInWords = ({ history, failure }: StoreFault): string => {
  if (failure.failure === 'StoreUnavailable') return unavailableInWords(history, failure)
  return failure.failure === 'StreamMovedOn'
    ? `${history}: another command wrote there at the same time (${failure.stream})`
    : `${history}: ${describeFailure(failure)}`
}

/** Why a store could not serve, with the name that the history has on the command line: at its opening and later on. */
export const unavailableInWords = (history: string, { cause, why }: Omit<StoreUnavailable, 'failure'>): string => {
  const told = causeInWords[cause]
  // The store says its own name, in another form.
  const detail = why.replace(/^\/[^:]*: |^[A-Za-z]:[^:]*: /, '')
  return `${history}: can't be used (${told === undefined ? detail : detail === told ? told : `${told}: ${detail}`})`
}

const causeInWords: Readonly<Record<StoreUnavailable['cause'], string | undefined>> = {
  unreachable: 'unreachable',
  locked: 'locked by another process',
  'read-only': 'read-only',
  full: 'the disk is full',
  'access-denied': 'permission denied',
  corrupt: 'damaged',
  failed: undefined,
}

export const placeInWords = ({ history, line }: Place): string =>
  line === undefined ? history : `${history}, line ${line}`
