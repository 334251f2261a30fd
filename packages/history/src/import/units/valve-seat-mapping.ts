/**
 * The replacements of valve seats on diesel engines, one row a replacement and one for the end of each engine's
 * observation (Nelson; Meeker & Escobar). Written as any mapping file is.
 */
export const valveSeatMapping = {
  name: 'valve-seat',
  namespace: '5d1f6c0b-94a7-5c3e-a1b2-7e0d4f8c6b19',
  csv: {},
  dayZero: { on: '2000-01-01', zone: 'UTC' },
  units: { serial: 'id', day: 'time', status: 'status', repaired: ['1'], ended: ['0'] },
  sku: 'diesel-engine',
  failureMode: 'valve-seat',
}
