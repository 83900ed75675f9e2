import type { ReactNode } from 'react'
import {
  afterSaleForm,
  contactForm,
  freightForm,
  legalForm,
  shopForm,
  STEP_TITLES,
  useSettings,
  type GroupForm,
  type Settings,
} from '@/features/settings/merchant'
import type { SettingsGroup } from '@shared/contract/settings/limits'
import { StaffOnly, useAllows } from '@/features/staff'
import { useParams } from '@/platform'
import { Loadable, Page, SkeletonList } from '@/ui'
import { entry } from '../settings/entry'
import { AfterSaleFields } from './AfterSaleFields'
import { ContactFields } from './ContactFields'
import { FreightFields } from './FreightFields'
import { GroupPage } from './GroupPage'
import { LegalFields } from './LegalFields'
import { ShopFields } from './ShopFields'
import './index.scss'

/** What the fields of a group are given. */
export interface FieldsProps<F extends object> {
  form: F
  errors: Partial<Record<keyof F, string>>
  set: (part: Partial<F>) => void
  /** As it stands. */
  stands: F
}

type Group = Exclude<SettingsGroup, 'commission'>

interface Way<F extends object> {
  title: string
  form: (settings: Settings) => GroupForm<F>
  fields: (props: FieldsProps<F>) => ReactNode
}

/** A form knows its own fields: put together here, they are only ever handed on. */
const way = <F extends object>(one: Way<F>) => one as unknown as Way<Record<string, unknown>>

const WAYS: Record<Group, Way<Record<string, unknown>>> = {
  shop: way({ title: '店叫什么，长什么样', form: () => shopForm, fields: ShopFields }),
  contact: way({ title: '买家怎么找到你', form: () => contactForm, fields: ContactFields }),
  freight: way({ title: '寄一单收多少', form: () => freightForm, fields: FreightFields }),
  afterSale: way({ title: '多久能退，多久算签收', form: () => afterSaleForm, fields: AfterSaleFields }),
  legal: way({ title: '写清楚，双方都放心', form: legalForm, fields: LegalFields }),
}

/** One group of the settings. */
export default function SettingPage() {
  const { group: asked, setup } = useParams('merchant-shop/setting')
  const group = (asked !== undefined && Object.hasOwn(WAYS, asked) ? asked : 'shop') as Group
  const allowed = useAllows()(entry.permission)
  const settings = useSettings(allowed)
  const { title, form, fields } = WAYS[group]
  if (settings.data) {
    return (
      <GroupPage
        group={group}
        title={title}
        settings={settings.data}
        refetch={settings.refetch}
        setup={setup !== undefined}
        form={form(settings.data)}
        fields={fields}
      />
    )
  }
  return (
    <Page title={STEP_TITLES[group]}>
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <Loadable state={settings} skeleton={<SkeletonList />}>
            {() => null}
          </Loadable>
        )}
      </StaffOnly>
    </Page>
  )
}
