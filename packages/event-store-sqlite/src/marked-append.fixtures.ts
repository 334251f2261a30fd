import type { EventToAppend } from '@aftersale/event-store'
import { eventIdOf, instantOf } from '@aftersale/messages'
import { noteAdded } from './sqlite-files.fixtures.js'

/** An append that can be recognised in the file, whole or torn. */
export interface MarkedAppend {
  /** Of this append alone. */
  readonly mark: string
  readonly stream: string
  readonly count: number
}

/** What a marked event holds: which of how many it is, and text that its mark settles. */
export interface MarkedData {
  readonly mark: string
  readonly index: number
  readonly count: number
  readonly text: string
}

export const markedEvents = ({ mark, stream, count }: MarkedAppend): ReadonlyArray<EventToAppend> =>
  Array.from({ length: count }, (_, index): EventToAppend => {
    const data: MarkedData = { mark, index, count, text: textOf(mark, index) }
    const at = instantOf(Date.UTC(2025, 5, 2, 7))
    const { type, metadata } = noteAdded(stream, 0)
    return {
      type,
      data,
      metadata: { ...metadata, eventId: eventIdOf(stream, mark, index), occurredAt: at, recordedAt: at },
    }
  })

/** Up to some 12,000 characters: many events lie on several pages of the file. */
export const textOf = (mark: string, index: number): string => {
  const word = `${mark}/${index} `
  let sum = 0
  for (const letter of word) sum = (sum * 31 + letter.charCodeAt(0)) % 1009
  return word.repeat(sum % 4 === 0 ? sum : sum % 16)
}
