import type { DomainEvent } from '@aftersale/domain/events'
import type { TicketStory } from './ticket-story.js'

/** What is found wrong in the streams of one aggregate, event by event. */
export interface AggregateCheck {
  /** One sentence each; the event is then part of what the next ones are held against. */
  readonly faultsOf: (event: DomainEvent, revision: number) => ReadonlyArray<string>
  /** What tickets are held against each other by; of tickets alone. */
  readonly ticket?: TicketStory
  /** What returns are held against; of purchases alone. */
  readonly purchase?: PurchaseNamed
  /** What is held against purchases and credits; of returns alone. */
  readonly returnCase?: ReturnCaseNamed
  /** What is held against returns; of store credits alone. */
  readonly storeCredit?: { issued?: CreditNamed }
  /** What is held against warranties; of assets alone. */
  readonly asset?: AssetNamed
  /** What is held against purchases and assets; of warranties alone. */
  readonly warranty?: WarrantyNamed
  /** What is held against tickets and other days of the same technician; of technicians' days alone. */
  readonly technicianDay?: TechnicianDayNamed
}

export interface PurchaseNamed {
  /** How many units of each line were bought. */
  readonly units: ReadonlyMap<string, number>
  /** By reservation, the units it was made of, as `unitsNamed` writes them. */
  readonly reservations: ReadonlyMap<string, string>
  readonly refunds: ReadonlyMap<string, RefundNamed>
}

export interface ReturnCaseNamed {
  readonly reservations: ReadonlyArray<ReservationNamed>
  /** By the id of the refund. */
  readonly refunds: ReadonlyMap<string, RefundAsked>
}

/** A reservation that a return says it holds at a purchase. */
export interface ReservationNamed {
  readonly revision: number
  readonly purchaseId: string
  readonly reservationId: string
  readonly units: string
}

/** `1000 EUR`. */
type Sum = string

/** Money that a purchase set aside, and for which return, if for one. */
export interface RefundNamed {
  readonly revision: number
  readonly sum: Sum
  readonly returnCaseId?: string
}

/** Money that a return asked a purchase for, and told of as paid. */
export interface RefundAsked {
  readonly revision: number
  readonly purchaseId: string
  readonly sum: Sum
  readonly creditId?: string
  /** Told as paid by the event of that revision. */
  settledAt?: number
}

export interface CreditNamed {
  readonly sum: Sum
  readonly returnCaseId?: string
}

export interface AssetNamed {
  readonly covers: ReadonlyArray<{ readonly revision: number; readonly warrantyId: string }>
}

export interface WarrantyNamed {
  registered?: {
    readonly assetId: string
    readonly unit?: { readonly purchaseId: string; readonly lineId: string; readonly unit: number }
    readonly carriedFrom?: string
  }
  superseded?: { readonly revision: number; readonly byWarrantyId: string }
  /** By which reservations it says that its purchase holds its unit for a claim. */
  readonly unitsHeld: Array<{ readonly revision: number; readonly reservationId: string }>
}

/** A time that a technician is a visit's, in epoch milliseconds. */
export interface TimeTaken {
  readonly revision: number
  readonly visitId: string
  readonly round: number
  readonly from: number
  until: number
}

export interface TechnicianDayNamed {
  technicianId?: string
  readonly taken: ReadonlyArray<TimeTaken>
}

/** What streams say of each other, told at an event of the stream. */
export interface FaultAcross {
  readonly stream: string
  readonly revision: number
  readonly what: string
}

export const sumOf = (minor: bigint, currency: string): Sum => `${minor} ${currency}`

/** The same text for the same units: `kettle 1–3, mug 1`. */
export const unitsNamed = (
  lines: ReadonlyArray<{
    readonly lineId: string
    readonly units: ReadonlyArray<{ readonly first: number; readonly last: number }>
  }>,
): string =>
  lines
    .flatMap(({ lineId, units }) =>
      units.map(({ first, last }) => `${lineId} ${first === last ? first : `${first}–${last}`}`),
    )
    .sort()
    .join(', ')
