import { instantOf } from '@aftersale/messages'
import type { PurchaseWhereabouts, ShipmentWhereabouts, Step, ToldToCustomer } from '@aftersale/read-models'
import { instantInWords } from '../figures/figure-in-words.js'

/** Where a purchase is, since when, when it will come and what its customer was told; below its story. */
export const whereaboutsInWords = (whereabouts: PurchaseWhereabouts | undefined): ReadonlyArray<string> => {
  if (whereabouts === undefined) return ['Where is it?', '  Nothing of it was sent or handed over.']
  const { shipments, fulfilled, fullyDelivered } = whereabouts
  return [
    'Where is it?',
    ...shipments.flatMap(shipmentInWords),
    ...fulfilled.map(({ at, units, by }) => `  ${time(at)}  ${unitsInWords(units)}: ${spaced(by)}`),
    ...(fullyDelivered === undefined ? [] : [`  ${time(fullyDelivered.at)}  all of it was with the customer`]),
  ]
}

const shipmentInWords = (shipment: ShipmentWhereabouts): ReadonlyArray<string> => {
  const { shipmentId, carrier, trackingNumber, units, where, since, steps, told } = shipment
  const way = [carrier, trackingNumber].filter((known) => known !== undefined).join(' ')
  return [
    `  shipment ${shipmentId}${way === '' ? '' : `, ${way}`}, ${unitsInWords(units)}`,
    `    where is it: ${spaced(where)}`,
    `    since when: ${time(since.at)}`,
    `    when will it come: ${arrivalInWords(shipment)}`,
    `    what was I told: ${told.length === 0 ? 'nothing' : ''}`.trimEnd(),
    ...told.map((one) => `      ${time(one.at)}  ${noticeInWords(one)}`),
    '    what happened:',
    ...steps.map((step) => `      ${time(step.at)}  ${stepInWords(step)}`),
  ]
}

const arrivalInWords = ({ where, expectedAt, promisedBy, isDelayed }: ShipmentWhereabouts): string => {
  const promised = promisedBy === undefined ? '' : `promised by ${time(promisedBy)}`
  if (expectedAt === undefined) {
    const over = where === 'delivered' ? 'it came' : 'it is not expected any more'
    return promised === '' ? over : `${over}; ${promised}`
  }
  const expected = expectedAt === promisedBy ? promised : `${time(expectedAt)}${promised === '' ? '' : `; ${promised}`}`
  return isDelayed ? `${expected}, delayed` : expected
}

const noticeInWords = ({ about, channel, expectedAt }: ToldToCustomer): string =>
  `${spaced(about)}, by ${channel}${expectedAt === undefined ? '' : `: to expect it at ${time(expectedAt)}`}`

const stepInWords = ({ what, place, expectedAt }: Step): string =>
  `${spaced(what)}${place === undefined ? '' : `, ${place}`}${expectedAt === undefined ? '' : ` for ${time(expectedAt)}`}`

const unitsInWords = (units: number): string => `${units} ${units === 1 ? 'unit' : 'units'}`

const spaced = (name: string): string => name.replaceAll('-', ' ')

const time = (at: number): string => instantInWords(instantOf(at))
