export type { Misbehaviour, Strike, WireDouble, WireDoubleOptions } from './wire-double.js'
