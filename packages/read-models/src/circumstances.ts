import type { Channel, LineKind, Priority, ReturnCaseKind, SaleChannel, TicketKind } from '@aftersale/domain/events'

/** What cases are told apart by. Each is undefined where it isn't known. */
export interface Circumstances {
  /** By which way the ticket was opened, the purchase made or the return asked for. */
  readonly channel?: Channel | SaleChannel | undefined
  /** Of the ticket, of the return, of what was bought. */
  readonly kind?: TicketKind | ReturnCaseKind | LineKind | undefined
  readonly priority?: Priority | undefined
  /** The team that has the ticket now. */
  readonly team?: string | undefined
  readonly customerId?: string | undefined
  readonly assetId?: string | undefined
  readonly purchaseId?: string | undefined
  /** What was bought, by its stock-keeping unit. */
  readonly sku?: string | undefined
  readonly category?: string | undefined
  readonly subcategory?: string | undefined
  readonly toldBy: CircumstancesToldBy
}

/** The events that told these, by their ids: what no event of its own told is the opening's. */
export interface CircumstancesToldBy {
  readonly opening?: string | undefined
  readonly channel?: string | undefined
  readonly kind?: string | undefined
  readonly priority?: string | undefined
  readonly topic?: string | undefined
  readonly team?: string | undefined
}

/**
 * Why a case enters no figure: it was a test, spam, opened by mistake, merged into another (which counts once for
 * both), or the history lacks the event that began it.
 */
export type Exclusion = 'test' | 'spam' | 'cancelled' | 'merged' | 'incomplete'
