import type { ReactNode } from 'react'
import type { CustomerFilter } from '../../../contract/customers.ts'
import { navigate } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import './analysis.css'

/** Goes to Customers with exactly this filter. */
export function showCustomers(filter: CustomerFilter): void {
  useApp.getState().setFilter(filter)
  navigate('customers')
}

/** A number that leads to the customers behind it. */
export function Into(props: {
  readonly filter: CustomerFilter
  readonly title?: string
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="into" title={props.title} onClick={() => showCustomers(props.filter)}>
      {props.children}
    </button>
  )
}
