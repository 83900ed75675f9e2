import { manual, refused, type ExpressionTable } from './rows'

const date = new Date('2017-06-19T15:08:51.246Z')
const nye = new Date('2016-01-01T00:00:00Z')
const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

export const DATES: ExpressionTable[] = [
  {
    title: 'parts of a date',
    page: manual('dayOfWeek'),
    rows: [
      [{ date }, { $year: '$date' }, 2017],
      [{ date }, { $month: '$date' }, 6],
      [{ date }, { $dayOfMonth: '$date' }, 19],
      [{ date }, { $hour: '$date' }, 15],
      [{ date }, { $minute: '$date' }, 8],
      [{ date }, { $second: '$date' }, 51],
      [{ date }, { $millisecond: '$date' }, 246],
      [{ date }, { $dayOfYear: '$date' }, 170],
      [{ date }, { $dayOfWeek: '$date' }, 2],
      [{ date }, { $isoDayOfWeek: '$date' }, 1],
      [{ date: day('2017-06-18') }, { $isoDayOfWeek: '$date' }, 7],
      [{ date: day('2017-06-18') }, { $dayOfWeek: '$date' }, 1],
      [{ date: day('2016-12-31') }, { $dayOfYear: '$date' }, 366],
      [{ date }, { $year: ['$date'] }, 2017],
      [{ date: null }, { $year: '$date' }, null],
      [{}, { $hour: '$date' }, null],
      [{ date: 'x' }, { $year: '$date' }, refused(/can't convert from BSON type string to Date/)],
      [{ date: 5 }, { $year: '$date' }, refused(/can't convert from BSON type int to Date/)],
    ],
  },
  {
    title: '$week: weeks begin on Sundays, the days before the first one are week 0',
    page: manual('week'),
    rows: [
      [{ date: nye }, { $week: '$date' }, 0],
      [{ date: day('2026-01-03') }, { $week: '$date' }, 0],
      [{ date: day('2026-01-04') }, { $week: '$date' }, 1],
      [{ date: day('2012-01-01') }, { $week: '$date' }, 1],
      [{ date: day('2009-12-31') }, { $week: '$date' }, 52],
      [{ date: day('2000-12-31') }, { $week: '$date' }, 53],
    ],
  },
  {
    title: '$isoWeek, $isoWeekYear: a week belongs to the year of its Thursday',
    page: manual('isoWeek'),
    rows: [
      [{ date: day('2006-10-24') }, { $isoWeek: '$date' }, 43],
      [{ date: nye }, { $isoWeek: '$date' }, 53],
      [{ date: nye }, { $isoWeekYear: '$date' }, 2015],
      [{ date: day('2018-12-31') }, { $isoWeek: '$date' }, 1],
      [{ date: day('2018-12-31') }, { $isoWeekYear: '$date' }, 2019],
      [{ date: day('2021-01-03') }, { $isoWeek: '$date' }, 53],
    ],
  },
  {
    title: 'time zones',
    page: manual('dayOfMonth'),
    rows: [
      [{ date: day('2016-01-01') }, { $year: { date: '$date', timezone: 'America/New_York' } }, 2015],
      [{ date }, { $hour: { date: '$date', timezone: 'Asia/Shanghai' } }, 23],
      [{ date }, { $hour: { date: '$date', timezone: '+0530' } }, 20],
      [{ date }, { $minute: { date: '$date', timezone: '+05:30' } }, 38],
      [{ date }, { $hour: { date: '$date', timezone: '-03' } }, 12],
      [{ date }, { $hour: { date: '$date', timezone: 'UTC' } }, 15],
      [
        { date: new Date('2017-01-01T12:00:00Z') },
        { $hour: { date: '$date', timezone: 'Europe/Berlin' } },
        13,
      ],
      [
        { date: new Date('2017-07-01T12:00:00Z') },
        { $hour: { date: '$date', timezone: 'Europe/Berlin' } },
        14,
      ],
      [
        { date: new Date(Date.UTC(1969, 0, 1)) },
        { $dayOfMonth: { date: '$date', timezone: 'America/New_York' } },
        31,
      ],
      [{ date, z: null }, { $hour: { date: '$date', timezone: '$z' } }, null],
      [
        { date },
        { $hour: { date: '$date', timezone: 'Nowhere/City' } },
        refused(/unrecognized time zone identifier/),
      ],
      [
        { date },
        { $hour: { date: '$date', timezone: 8 } },
        refused(/timezone must evaluate to a string, found int/),
      ],
      [{ date }, { $hour: { date: '$date', zone: 'UTC' } }, refused(/Unrecognized argument to \$hour: zone/)],
      [{ date }, { $hour: { timezone: 'UTC' } }, refused(/Missing 'date' parameter to \$hour/)],
    ],
  },
  {
    title: '$dateToString',
    page: manual('dateToString'),
    rows: [
      [{ date }, { $dateToString: { format: '%Y-%m-%d', date: '$date' } }, '2017-06-19'],
      [
        { date },
        { $dateToString: { format: '%H:%M:%S:%L%z', date: '$date', timezone: 'America/New_York' } },
        '11:08:51:246-0400',
      ],
      [
        { date },
        { $dateToString: { format: '%H:%M:%S:%L%z', date: '$date', timezone: '+04:30' } },
        '19:38:51:246+0430',
      ],
      [
        { date },
        { $dateToString: { format: 'Minutes Offset: %Z', date: '$date', timezone: '+04:30' } },
        'Minutes Offset: +270',
      ],
      [{ date }, { $dateToString: { format: '%Z', date: '$date', timezone: 'America/New_York' } }, '-240'],
      [
        { date },
        { $dateToString: { format: '%j %u %w %V %G %U %%', date: '$date' } },
        '170 1 2 25 2017 25 %',
      ],
      [{ date: nye }, { $dateToString: { format: '%U %V %G', date: '$date' } }, '00 53 2015'],
      [{ date }, { $dateToString: { date: '$date' } }, '2017-06-19T15:08:51.246Z'],
      [{ date }, { $dateToString: { date: '$date', timezone: '+08' } }, '2017-06-19T23:08:51.246'],
      [{ date }, { $dateToString: { format: '年%Y月%m', date: '$date' } }, '年2017月06'],
      [
        { date: new Date(Date.UTC(1, 1, 1) - 1900 * 365.2425 * 86400000) },
        { $strLenCP: { $dateToString: { format: '%Y', date: '$date' } } },
        4,
      ],
      [{}, { $dateToString: { format: '%Y', date: '$date' } }, null],
      [{}, { $dateToString: { format: '%Y', date: '$date', onNull: 'none' } }, 'none'],
      [
        { date },
        { $dateToString: { format: '%Y %', date: '$date' } },
        refused(/Unmatched '%' at end of format string/),
      ],
      [
        { date },
        { $dateToString: { format: '%n', date: '$date' } },
        refused(/Invalid format character '%n'/),
      ],
      [
        { date },
        { $dateToString: { format: 5, date: '$date' } },
        refused(/'format' be a string, found: int/),
      ],
      [{ date }, { $dateToString: '$date' }, refused(/only supports an object as its argument/)],
      [
        { date: new Date(253402300800000) },
        { $dateToString: { date: '$date' } },
        refused(/only defined on year 0-9999/),
      ],
    ],
  },
  {
    title: '$dateFromString',
    page: manual('dateFromString'),
    rows: [
      [
        {},
        { $dateFromString: { dateString: '2017-02-08T12:10:40.787' } },
        new Date('2017-02-08T12:10:40.787Z'),
      ],
      [
        {},
        { $dateFromString: { dateString: '2017-02-08T12:10:40.787', timezone: 'America/New_York' } },
        new Date('2017-02-08T17:10:40.787Z'),
      ],
      [{}, { $dateFromString: { dateString: '2017-02-08' } }, day('2017-02-08')],
      [
        {},
        { $dateFromString: { dateString: '2017-02-08T12:10:40.787Z' } },
        new Date('2017-02-08T12:10:40.787Z'),
      ],
      [
        {},
        { $dateFromString: { dateString: '2017-02-08 12:10:40+08:00' } },
        new Date('2017-02-08T04:10:40Z'),
      ],
      [{}, { $dateFromString: { dateString: '06-15-2018', format: '%m-%d-%Y' } }, day('2018-06-15')],
      [
        {},
        {
          $dateFromString: {
            dateString: '15-06-2018 08:05',
            format: '%d-%m-%Y %H:%M',
            timezone: 'Asia/Shanghai',
          },
        },
        new Date('2018-06-15T00:05:00Z'),
      ],
      [{}, { $dateFromString: { dateString: '2018-W24-5', format: '%G-W%V-%u' } }, day('2018-06-15')],
      [{}, { $dateFromString: { dateString: '$x' } }, null],
      [{}, { $dateFromString: { dateString: '$x', onNull: 'none' } }, 'none'],
      [{}, { $dateFromString: { dateString: 'July', onError: 'bad' } }, 'bad'],
      [{ x: 5 }, { $dateFromString: { dateString: '$x', onError: 'bad' } }, 'bad'],
      [{}, { $dateFromString: { dateString: '2018-02-30' } }, refused(/The parsed date was invalid/)],
      [
        {},
        { $dateFromString: { dateString: '2017-02-08T12:10:40Z', timezone: 'Asia/Shanghai' } },
        refused(/time zone information together with a timezone/),
      ],
      [{ x: 5 }, { $dateFromString: { dateString: '$x' } }, refused(/'dateString' be a string, found: int/)],
      [
        {},
        { $dateFromString: { dateString: 'Feb 8, 2017' } },
        refused(/only dates in ISO 8601 are supported locally/),
      ],
    ],
  },
  {
    title: '$dateFromParts, $dateToParts',
    page: manual('dateFromParts'),
    rows: [
      [{}, { $dateFromParts: { year: 2017, month: 2, day: 8, hour: 12 } }, new Date('2017-02-08T12:00:00Z')],
      [
        {},
        { $dateFromParts: { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 3, hour: 12 } },
        new Date('2017-02-08T12:00:00Z'),
      ],
      [
        {},
        {
          $dateFromParts: {
            year: 2016,
            month: 12,
            day: 31,
            hour: 23,
            minute: 46,
            second: 12,
            timezone: 'America/New_York',
          },
        },
        new Date('2017-01-01T04:46:12Z'),
      ],
      [{}, { $dateFromParts: { year: 2017 } }, day('2017-01-01')],
      // Parts beyond their range carry over.
      [{}, { $dateFromParts: { year: 2017, month: 14, day: 1 } }, day('2018-02-01')],
      [{}, { $dateFromParts: { year: 2017, month: 0, day: 1 } }, day('2016-12-01')],
      [{}, { $dateFromParts: { year: 2017, month: '$x' } }, null],
      [{}, { $dateFromParts: { month: 2 } }, refused(/Missing 'year' parameter/)],
      [
        {},
        { $dateFromParts: { year: 2017, isoWeek: 2 } },
        refused(/Unrecognized argument to \$dateFromParts: isoWeek/),
      ],
      [{}, { $dateFromParts: { year: 10000 } }, refused(/range 0 to 9999, found 10000/)],
      [
        {},
        { $dateFromParts: { year: 2017, month: 1.5 } },
        refused(/'month' must be representable as a 32-bit integer/),
      ],
      [
        { date },
        { $dateToParts: { date: '$date' } },
        { year: 2017, month: 6, day: 19, hour: 15, minute: 8, second: 51, millisecond: 246 },
      ],
      [
        { date },
        { $dateToParts: { date: '$date', iso8601: true } },
        {
          isoWeekYear: 2017,
          isoWeek: 25,
          isoDayOfWeek: 1,
          hour: 15,
          minute: 8,
          second: 51,
          millisecond: 246,
        },
      ],
    ],
  },
]
