import type { Zone } from '@aftersale/domain/calendar'
import type { Instant } from '@aftersale/messages'
import type { Figure } from '@aftersale/metrics'

/** A figure that has let go of the cases it was counted from, which need far more memory than all figures together. */
export type FigureAlone = Omit<Figure, 'counted'>

/** What a replay answers. */
export interface Answer {
  readonly history: string
  readonly events: number
  /** Nothing where the history holds no event. */
  readonly asOf: Instant | undefined
  readonly zone: Zone
  readonly timeZoneData: string
  readonly figures: ReadonlyArray<FigureAlone>
}
