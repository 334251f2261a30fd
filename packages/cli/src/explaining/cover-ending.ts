import { type LocalDate, localDateOf } from '@aftersale/domain/calendar'
import { domainEventCatalogue } from '@aftersale/domain/events'
import type { HistoryEvent } from '@aftersale/history'
import type { Instant } from '@aftersale/messages'
import { type DayIn, whatCoversIt } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'
import { instantInWords } from '../figures/figure-in-words.js'
import { coverageInWords, warrantyInWords } from './coverage-in-words.js'
import type { StoryEnding } from './story-ending.js'

/** Of whichever tenant. */
const COVERED = /^([a-z0-9]+\.)?(asset|warranty)-(.+)$/
const TELLS_OF_COVER = /^([a-z0-9]+\.)?(warranty|servicePlan)-/

/** What covers an asset, or what a warranty covers, on a day; that of the last recording where none is asked for. */
export const coverEnding = (stream: string, on: LocalDate | undefined): StoryEnding | undefined => {
  const [, tenant, category, id = ''] = COVERED.exec(stream) ?? []
  if (category === undefined) return undefined
  const register = whatCoversIt()
  return {
    record: (event: HistoryEvent) => {
      const [, ofTenant] = TELLS_OF_COVER.exec(event.stream) ?? [undefined, 'none of these']
      if (ofTenant !== tenant || (category === 'warranty' && event.stream !== stream)) return
      const decoded = domainEventCatalogue.decode(event)
      // What can't be read stands in the story alone.
      if (E.isRight(decoded)) register.record(decoded.right)
    },
    lines: (lastRecorded: Instant) => {
      const dayIn: DayIn = (zone) => on ?? localDateOf(lastRecorded, zone)
      const when = on === undefined ? `as of ${instantInWords(lastRecorded)}` : `on ${on}`
      if (category === 'asset') return coverageInWords(when, register.ofAsset(id, dayIn))
      const warranty = register.ofWarranty(id, dayIn)
      return warranty === undefined ? [] : [`What covers it ${when}?`, ...warrantyInWords(warranty)]
    },
  }
}
