import { accept, alreadyDone, type Decider, reject } from '@aftersale/decider'
import {
  eventCatalogue,
  Instant,
  message,
  type NonEmptyText,
  type PolicyRef,
  PositiveInteger,
} from '@aftersale/messages'
import * as t from 'io-ts'
import type { Aggregate } from './aggregate.js'
import type { CommandRequest } from './command-request.js'

const BookSeats = message('BookSeats', { seats: PositiveInteger, bookedAt: Instant })
const CloseRoom = message('CloseRoom', { closedAt: Instant })
const SeatsBooked = message('SeatsBooked', { seats: PositiveInteger, bookedAt: Instant })
const RoomFilled = message('RoomFilled', { filledAt: Instant })
const RoomClosed = message('RoomClosed', { closedAt: Instant })

export type RoomCommand = t.TypeOf<typeof BookSeats> | t.TypeOf<typeof CloseRoom>
const roomEvents = [SeatsBooked, RoomFilled, RoomClosed] as const
const RoomEvent = t.union([SeatsBooked, RoomFilled, RoomClosed])
export type RoomEvent = t.TypeOf<typeof RoomEvent>
export type RoomRejection = { readonly reason: 'TooFewSeatsLeft'; readonly left: number }

interface RoomState {
  readonly booked: number
  readonly closed: boolean
}

/** Ten seats, so that two that want the last one meet. */
const SEATS = 10

export const room: Decider<RoomCommand, RoomState, RoomEvent, RoomRejection> = {
  initial: { booked: 0, closed: false },
  decide: (command, state) => {
    switch (command.type) {
      case 'BookSeats': {
        const { seats, bookedAt } = command.data
        const left = SEATS - state.booked
        if (seats > left) return reject({ reason: 'TooFewSeatsLeft', left })
        const booked: RoomEvent = { type: 'SeatsBooked', data: command.data }
        return accept(seats === left ? [booked, { type: 'RoomFilled', data: { filledAt: bookedAt } }] : [booked])
      }
      case 'CloseRoom':
        return state.closed ? alreadyDone : accept([{ type: 'RoomClosed', data: command.data }])
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'SeatsBooked':
        return { ...state, booked: state.booked + event.data.seats }
      case 'RoomFilled':
        return state
      case 'RoomClosed':
        return { ...state, closed: true }
    }
  },
  deadlines: () => [],
}

export const houseRules = { policyId: 'house-rules', version: 3 } as PolicyRef

export const roomAggregate: Aggregate<RoomCommand, RoomState, RoomEvent, RoomRejection> = {
  category: 'room',
  decider: room,
  catalogue: eventCatalogue(roomEvents),
  occurredAtOf: (event) => {
    switch (event.type) {
      case 'SeatsBooked':
        return event.data.bookedAt
      case 'RoomFilled':
        return event.data.filledAt
      case 'RoomClosed':
        return event.data.closedAt
    }
  },
  policyRefsOf: ({ type }) => (type === 'RoomClosed' ? [houseRules] : []),
}

export const roomId = '0192d3f0-7a00-7000-8000-000000000001'
export const otherRoomId = '0192d3f0-7a00-7000-8000-000000000002'
export const roomStream = `room-${roomId}`

export const noon = '2025-06-02T12:00:00.000Z' as Instant
export const fivePastNoon = '2025-06-02T12:05:00.000Z' as Instant

export const bookSeats = (seats: number): RoomCommand => ({
  type: 'BookSeats',
  data: { seats: seats as PositiveInteger, bookedAt: noon },
})
export const closeRoom: RoomCommand = { type: 'CloseRoom', data: { closedAt: noon } }

/** A text the compiler takes for a non-empty one. */
export const textOf = (text: string): NonEmptyText => text as NonEmptyText

export const requestOf = (
  command: RoomCommand,
  rest: Partial<CommandRequest<RoomCommand>> = {},
): CommandRequest<RoomCommand> => ({
  id: roomId,
  command,
  commandId: textOf('booking-1'),
  actor: { kind: 'customer', id: 'customer-1' } as CommandRequest<RoomCommand>['actor'],
  recordedAt: fivePastNoon,
  ...rest,
})
