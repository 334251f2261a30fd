import type { OpenFailure as ConnectingFailure } from '@aftersale/event-store-esdb'
import type { OpenFailure } from '@aftersale/event-store-sqlite'
import type { HistoryFault, HistoryTarget, ImportFault, TargetDiffers } from '@aftersale/history'
import { describeFault, unavailableInWords } from '@aftersale/history/reading'
import * as E from 'fp-ts/lib/Either.js'

/** 0: done. 1: the data is at fault. 2: the command line is wrong. 3: the store or the disk failed. */
export type ExitCode = 0 | 1 | 2 | 3

/** Why a command ended: one sentence for a person, and what to tell the shell. */
export interface Failure {
  readonly message: string
  readonly exitCode: ExitCode
}

export const wrongCommandLine = (message: string): Failure => ({ message, exitCode: 2 })

export const dataAtFault = (message: string): Failure => ({ message, exitCode: 1 })

/** The failure, and what else there is to say, if anything. */
export const withMore = (failure: Failure, more: string | undefined): Failure =>
  more === undefined ? failure : { ...failure, message: `${failure.message}; ${more}` }

export const failureOfFault = (fault: HistoryFault): Failure => ({
  message: describeFault(fault),
  exitCode: exitCodeOf(fault),
})

/** What keeps the target from being whole, if anything does. */
export const failureOfFinishing = async (target: HistoryTarget): Promise<Failure | undefined> => {
  const finished = await target.finish()()
  return E.isLeft(finished) ? failureOfFault(finished.left) : undefined
}

const exitCodeOf = (fault: HistoryFault): ExitCode => {
  switch (fault.fault) {
    case 'ReaderGone':
      return 0
    case 'NotJson':
    case 'NotAnEvent':
    case 'NotUtf8':
    case 'LineTooLong':
    case 'Truncated':
    case 'RevisionGap':
    case 'RevisionRepeated':
    case 'NotGzip':
      return 1
    case 'FileNotThere':
    case 'NotAFile':
      return 2
    case 'FileNotReadable':
    case 'FileNotWritable':
      return 3
    case 'StoreFailed':
      return exitCodeOfStore(fault.failure.failure)
  }
}

/** What a store refuses is the data's fault, unless it could not serve at all, or another command wrote there meanwhile. */
const exitCodeOfStore = (failure: string): ExitCode =>
  failure === 'StoreUnavailable' ||
  failure === 'StoreClosed' ||
  failure === 'OutcomeUnknown' ||
  failure === 'StreamMovedOn'
    ? 3
    : 1

export const failureOfOpening = (word: string, failure: OpenFailure): Failure => {
  switch (failure.failure) {
    case 'FileNotUsable':
      return wrongCommandLine(`${word}: ${whyNotUsable[failure.because]}`)
    case 'NotAnEventStore':
      return dataAtFault(`${word}: not a history (${failure.why})`)
    case 'NewerFormat':
      return dataAtFault(
        `${word}: written by a later version (format ${failure.version}, this one reads ${failure.supported})`,
      )
    case 'StoreUnavailable':
      return { message: unavailableInWords(word, failure), exitCode: 3 }
  }
}

export const failureOfConnecting = (name: string, failure: ConnectingFailure): Failure => {
  switch (failure.failure) {
    case 'ConnectionStringNotUsable':
      return wrongCommandLine(`${name}: not a connection string (${failure.why})`)
    case 'StoreUnavailable':
      return { message: unavailableInWords(name, failure), exitCode: 3 }
  }
}

const whyNotUsable = {
  missing: 'there is no such file',
  'folder-missing': 'the directory it is to lie in is not there',
  'not-a-file': 'a directory, where a file is needed',
} as const

export const failureOfImport = (fault: ImportFault, log: string, mapping: string): Failure => {
  if (fault.fault === 'ColumnMissing') {
    return wrongCommandLine(`${log}: has no column ${JSON.stringify(fault.column)}, which the mapping ${mapping} names`)
  }
  if (fault.fault === 'ColumnTwice') {
    return wrongCommandLine(
      `${log}: has column ${JSON.stringify(fault.column)}, which the mapping ${mapping} names, twice`,
    )
  }
  if (fault.fault === 'TimeFormatNotUnderstood') {
    const { format, zone } = fault
    return wrongCommandLine(
      `${mapping}: no times are written as ${JSON.stringify(format)} in zone ${JSON.stringify(zone)}`,
    )
  }
  return fault.fault === 'HeaderMissing' ? dataAtFault(`${fault.file}: has no header line`) : failureOfFault(fault)
}

export const failureOfCopy = (fault: HistoryFault | TargetDiffers): Failure =>
  fault.fault === 'TargetDiffers'
    ? dataAtFault(
        `${fault.at.history}${fault.at.line === undefined ? '' : `, line ${fault.at.line}`}: holds another history: revision ${fault.revision} of ${fault.stream} is not what the source has in that place; nothing was copied`,
      )
    : failureOfFault(fault)
