import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '设置',
  icon: 'settings',
  permission: 'settings.write',
  order: 90,
  lines: [
    {
      call: 'merchant/setup.get',
      say: ({ open, done }) =>
        open ? undefined : { title: '店还没开张', text: `开店要填的，填好了 ${done.length} 步，接着填` },
    },
  ],
}
