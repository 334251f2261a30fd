import type { Aggregate, CommandRequest } from '@aftersale/command-handling'
import { eventCatalogue, Instant, message, type NonEmptyText, PositiveInteger, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { processOn } from '../process.js'
import { issue, lookAt, nothing } from '../reaction.js'

// Two small aggregates that have to agree: an order, and the shelf that it takes items from.

const orderFields = { orderId: Uuid, shelfId: Uuid, at: Instant }
const OrderPlaced = message('OrderPlaced', { ...orderFields, items: PositiveInteger })
const OrderConfirmed = message('OrderConfirmed', orderFields)
const OrderRefused = message('OrderRefused', orderFields)
const OrderCancelled = message('OrderCancelled', orderFields)
const orderEvents = [OrderPlaced, OrderConfirmed, OrderRefused, OrderCancelled] as const
type OrderEvent = t.TypeOf<(typeof orderEvents)[number]>

type OrderData = t.TypeOf<typeof OrderConfirmed>['data']
export type OrderCommand =
  | { readonly type: 'PlaceOrder'; readonly data: t.TypeOf<typeof OrderPlaced>['data'] }
  | { readonly type: 'ConfirmOrder' | 'RefuseOrder' | 'CancelOrder'; readonly data: OrderData }
type OrderRejection = { readonly reason: 'OrderOver' | 'NotPlaced' }
type OrderState = { readonly status: 'none' | 'placed' | 'confirmed' | 'refused' | 'cancelled' }

export const order: Aggregate<OrderCommand, OrderState, OrderEvent, OrderRejection> = {
  category: 'order',
  decider: {
    initial: { status: 'none' },
    decide: (command, { status }) => {
      if (command.type === 'PlaceOrder') {
        return E.right(status === 'none' ? [{ type: 'OrderPlaced', data: command.data }] : [])
      }
      if (status === 'none') return E.left({ reason: 'NotPlaced' })
      const { data } = command
      switch (command.type) {
        case 'ConfirmOrder':
          if (status === 'confirmed') return E.right([])
          return status === 'placed' ? E.right([{ type: 'OrderConfirmed', data }]) : E.left({ reason: 'OrderOver' })
        case 'RefuseOrder':
          if (status === 'refused') return E.right([])
          return status === 'placed' ? E.right([{ type: 'OrderRefused', data }]) : E.left({ reason: 'OrderOver' })
        case 'CancelOrder':
          if (status === 'cancelled') return E.right([])
          return status === 'refused' ? E.left({ reason: 'OrderOver' }) : E.right([{ type: 'OrderCancelled', data }])
      }
    },
    evolve: (_, { type }) => {
      switch (type) {
        case 'OrderPlaced':
          return { status: 'placed' }
        case 'OrderConfirmed':
          return { status: 'confirmed' }
        case 'OrderRefused':
          return { status: 'refused' }
        case 'OrderCancelled':
          return { status: 'cancelled' }
      }
    },
  },
  catalogue: eventCatalogue(orderEvents),
  occurredAtOf: ({ data }) => data.at,
}

const ItemsHeld = message('ItemsHeld', { ...orderFields, items: PositiveInteger })
const HoldReleased = message('HoldReleased', orderFields)
const shelfEvents = [ItemsHeld, HoldReleased] as const
type ShelfEvent = t.TypeOf<(typeof shelfEvents)[number]>

type ShelfCommand =
  | { readonly type: 'HoldItems'; readonly data: t.TypeOf<typeof ItemsHeld>['data'] }
  | { readonly type: 'ReleaseHold'; readonly data: OrderData }
export type ShelfRejection = { readonly reason: 'TooFewLeft'; readonly left: number }
type ShelfState = ReadonlyMap<string, number>

/** Items on every shelf. */
export const ITEMS = 5

/** A hold that was released is not held again. */
export const shelf: Aggregate<ShelfCommand, ShelfState, ShelfEvent, ShelfRejection> = {
  category: 'shelf',
  decider: {
    initial: new Map(),
    decide: (command, holds) => {
      const { orderId } = command.data
      if (command.type === 'ReleaseHold') {
        return E.right((holds.get(orderId) ?? 0) === 0 ? [] : [{ type: 'HoldReleased', data: command.data }])
      }
      if (holds.has(orderId)) return E.right([])
      const left = ITEMS - [...holds.values()].reduce((sum, held) => sum + held, 0)
      return command.data.items > left
        ? E.left({ reason: 'TooFewLeft', left })
        : E.right([{ type: 'ItemsHeld', data: command.data }])
    },
    evolve: (holds, event) =>
      new Map([...holds, [event.data.orderId, event.type === 'ItemsHeld' ? event.data.items : 0]]),
  },
  catalogue: eventCatalogue(shelfEvents),
  occurredAtOf: ({ data }) => data.at,
}

const on = processOn<OrderEvent | ShelfEvent>()

export const holdItemsWhenOrdered = on({
  name: 'hold-items-when-ordered',
  reactsTo: ['OrderPlaced'],
  react: ({ event: { data } }) =>
    lookAt(order, data.orderId, ({ state }) =>
      state.status === 'placed'
        ? issue(
            shelf,
            data.shelfId,
            { type: 'HoldItems', data },
            {
              whenRejected: () =>
                issue(
                  order,
                  data.orderId,
                  { type: 'RefuseOrder', data: withoutItems(data) },
                  { whenRejected: () => nothing },
                ),
            },
          )
        : nothing,
    ),
})

export const confirmWhenHeld = on({
  name: 'confirm-when-held',
  reactsTo: ['ItemsHeld'],
  react: ({ event: { data } }) =>
    issue(
      order,
      data.orderId,
      { type: 'ConfirmOrder', data: withoutItems(data) },
      { whenRejected: () => issue(shelf, data.shelfId, { type: 'ReleaseHold', data: withoutItems(data) }) },
    ),
})

const releaseWhenCancelled = on({
  name: 'release-when-cancelled',
  reactsTo: ['OrderCancelled'],
  react: ({ event: { data } }) => issue(shelf, data.shelfId, { type: 'ReleaseHold', data }),
})

const withoutItems = ({ orderId, shelfId, at }: OrderData): OrderData => ({ orderId, shelfId, at })

export const orderProcesses = [holdItemsWhenOrdered, confirmWhenHeld, releaseWhenCancelled]
export const orderAggregates = [order, shelf]

const noon = '2025-06-02T12:00:00.000Z' as Instant
export const fivePastNoon = '2025-06-02T12:05:00.000Z' as Instant

export const shelfId = '0192d3f0-7a00-7000-8000-00000000000f' as Uuid
export const orderIdOf = (number: number): Uuid =>
  `0192d3f0-7a00-7000-8000-0000000001${String(number).padStart(2, '0')}` as Uuid

export const commanded = (command: OrderCommand): CommandRequest<OrderCommand> => ({
  id: command.data.orderId,
  command,
  commandId: `${command.type}-${command.data.orderId}` as NonEmptyText,
  correlationId: `talk-${command.data.orderId}` as NonEmptyText,
  actor: { kind: 'customer', id: 'customer-1' as NonEmptyText },
  recordedAt: noon,
})

export const placeOrder = (number: number, items: number): OrderCommand => ({
  type: 'PlaceOrder',
  data: { orderId: orderIdOf(number), shelfId, items: items as PositiveInteger, at: noon },
})
export const cancelOrder = (number: number): OrderCommand => ({
  type: 'CancelOrder',
  data: { orderId: orderIdOf(number), shelfId, at: noon },
})
