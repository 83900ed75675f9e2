import { useSettings, useSetup } from '@/features/settings/merchant'
import { StaffOnly, useAllows } from '@/features/staff'
import { useFreshOnShow } from '@/data'
import { Loadable, Page, SkeletonList } from '@/ui'
import { entry } from './entry'
import { SettingsList } from './SettingsList'
import { SetupSteps } from './SetupSteps'
import './index.scss'

/** 开店 until the shop is open, 设置 from then on. */
export default function SettingsPage() {
  const allowed = useAllows()(entry.permission)
  const setup = useSetup(allowed)
  const settings = useSettings(allowed)
  useFreshOnShow('settings', 'policy', 'catalog')
  if (setup.data && settings.data) {
    return setup.data.open ? (
      <SettingsList settings={settings.data} />
    ) : (
      <SetupSteps setup={setup.data} settings={settings.data} />
    )
  }
  return (
    <Page title={entry.label}>
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <Loadable state={setup} skeleton={<SkeletonList />}>
            {() => (
              <Loadable state={settings} skeleton={<SkeletonList />}>
                {() => null}
              </Loadable>
            )}
          </Loadable>
        )}
      </StaffOnly>
    </Page>
  )
}
