import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ServiceTicketIdBrand {
  readonly ServiceTicketId: unique symbol
}

/** A UUID; new ones are version 7, imported ones version 5 of the source's own key. */
export const ServiceTicketId = t.brand(Uuid, everyOne<Uuid, ServiceTicketIdBrand>, 'ServiceTicketId')
export type ServiceTicketId = t.TypeOf<typeof ServiceTicketId>

export interface IssueIdBrand {
  readonly IssueId: unique symbol
}

/** One trouble of a customer's, however many tickets it takes: a follow-up ticket keeps the issue of the first. */
export const IssueId = t.brand(Uuid, everyOne<Uuid, IssueIdBrand>, 'IssueId')
export type IssueId = t.TypeOf<typeof IssueId>
