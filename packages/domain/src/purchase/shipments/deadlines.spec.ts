import { given } from '@aftersale/decider/testing'
import type { PurchaseCommand } from '../commands.js'
import { after, buyOnly, count, kettle, line, monday, tuesday } from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  declareLost,
  detect,
  found,
  june,
  lost,
  miss,
  notify,
  promisedBy,
  revise,
  scan,
  secondShipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'

const dueAfter = (...commands: ReadonlyArray<PurchaseCommand>) => given(purchase, after(...commands)).deadlines
const delayed = [...underWay, revise()]

it('is nothing before a shipment is announced, and nothing once it came to an end', () => {
  expect(dueAfter()).toEqual([])
  expect(dueAfter(threeKettles)).toEqual([])
  expect(dueAfter(threeKettles, announce(), cancelShipment())).toEqual([])
  expect(dueAfter(...delayed, confirm())).toEqual([])
  expect(dueAfter(...delayed, scan('returned-to-sender', june(5, '09:00')))).toEqual([])
  expect(dueAfter(...delayed, scan('destroyed', june(5, '09:00')))).toEqual([])
  expect(dueAfter(...lost)).toEqual([])
})

it('is the delay when the promise passes, and the loss ten days after the last sign', () => {
  expect(dueAfter(threeKettles, announce())).toEqual([{ dueAt: promisedBy, command: detect() }])
  expect(dueAfter(...underWay)).toEqual([
    { dueAt: promisedBy, command: detect() },
    { dueAt: june(13, '08:00'), command: declareLost() },
  ])
})

it('is the delay only beyond what is tolerated of one that was said to come a little later', () => {
  expect(dueAfter(...underWay, revise({ newEta: june(4, '13:00') }))[0]?.dueAt).toBe(june(4, '14:00'))
})

it('is the notice of a delay, and of each further slip, until the customer is told', () => {
  expect(dueAfter(...delayed)[0]).toEqual({ dueAt: tuesday('10:00'), command: miss() })
  const longer = revise({ newEta: june(5, '12:00'), revisedAt: tuesday('12:00') })
  expect(dueAfter(...delayed, longer).map(({ dueAt, command }) => [dueAt, command.type])).toEqual([
    [tuesday('10:00'), 'MissProactiveNotice'],
    [tuesday('13:00'), 'MissProactiveNotice'],
    [june(13, '08:00'), 'DeclareLost'],
  ])
  expect(dueAfter(...delayed, notify()).map(({ command }) => command.type)).toEqual(['DeclareLost'])
  expect(dueAfter(...delayed, miss()).map(({ command }) => command.type)).toEqual(['DeclareLost'])
})

it('is no loss of what waits to be fetched', () => {
  expect(dueAfter(...underWay, scan('available-for-pickup', june(4, '11:00')))).toEqual([])
})

it('counts the silence from the finding of what was lost', () => {
  expect(dueAfter(...lost, found()).at(-1)?.dueAt).toBe(june(30, '09:00'))
})

it('stands soonest first over all shipments', () => {
  const bought = buyOnly(line({ lineId: kettle, quantity: count(2), netMinor: 2000n }))
  const one = { lines: [{ lineId: kettle, quantity: count(1) }] }
  const sooner = announce({ ...one, shipmentId: secondShipmentId, promisedBy: monday('18:00') })
  expect(dueAfter(bought, announce(one), sooner).map(({ dueAt }) => dueAt)).toEqual([monday('18:00'), promisedBy])
})

it('is over once its command was carried out', () => {
  for (const commands of [underWay, delayed, [...underWay, detect()]]) {
    const [first] = dueAfter(...commands)
    if (first === undefined) throw new Error('Nothing is due')
    expect(dueAfter(...commands, first.command)).not.toContainEqual(first)
  }
})
