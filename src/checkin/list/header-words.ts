import type { ListField } from '../../contract/list-import.ts';

/** What lists call their columns, in lower case and without spaces and signs. `name` is a whole name in one column. */
export const HEADER_WORDS: readonly (readonly [ListField, readonly string[]])[] = [
  [
    'id',
    words(
      'id registrationid regid registrationno registrationnumber regno attendeeid 编号 报名号 报名编号 注册号 注册编号 登记号 登记编号 参会编号 参会号 嘉宾编号',
    ),
  ],
  [
    'code',
    words(
      'code qr qrcode qrcodetext barcode ticketcode checkincode 二维码 二维码内容 签到码 条码 条形码 票码 核销码 凭证码',
    ),
  ],
  ['familyName', words('familyname surname lastname 姓 姓氏')],
  ['givenName', words('givenname givennames firstname forename 名')],
  [
    'name',
    words(
      'name fullname attendeename guestname displayname chinesename 姓名 名字 中文名 中文姓名 嘉宾姓名 参会人 参会人姓名',
    ),
  ],
  [
    'latinName',
    words(
      'latinname latin pinyin englishname nameinenglish romanizedname romanisedname passportname 拼音 姓名拼音 英文名 英文姓名 外文名 外文姓名 护照姓名',
    ),
  ],
  [
    'title',
    words(
      'honorific honorifictitle nametitle titleofaddress salutation formofaddress courtesytitle prefix nameprefix 称谓 尊称 敬称 敬语',
    ),
  ],
  [
    'badgeName',
    words(
      'badgename nameonbadge badgedisplayname preferredname 胸卡姓名 胸卡名 胸卡显示名 胸卡显示姓名 胸牌姓名 胸牌名 证件姓名 证件显示姓名',
    ),
  ],
  [
    'organization',
    words(
      'organization organisation organizationname organisationname org company companyname employer institution affiliation 单位 单位名称 工作单位 所在单位 参会单位 公司 公司名称 机构 机构名称 企业 企业名称',
    ),
  ],
  ['jobTitle', words('jobtitle title position job post 职务 职位 头衔 职称')],
  ['country', words('country countrycode countryregion nationality 国家 国家地区 国籍 国别')],
  [
    'category',
    words(
      'category type attendeetype tickettype registrationtype 类别 类型 身份 参会类型 参会类别 参会身份 人员类别 嘉宾类型 票种 证件类别',
    ),
  ],
  [
    'validDays',
    words(
      'validdays validdates days dates attendancedays attendancedates 有效日期 有效期 参会日期 到会日期 出席日期 日期',
    ),
  ],
  ['status', words('status registrationstatus 状态 报名状态 注册状态 审核状态')],
  [
    'hold',
    words(
      'hold onhold vipreception reception protocol meetandgreet tobemet 接待 需接待 是否接待 需要接待 专人接待 礼宾 礼宾接待 贵宾接待 vip接待',
    ),
  ],
  [
    'phone',
    words(
      'phone phonenumber mobile mobilenumber mobilephone cellphone tel telephone contactnumber 电话 电话号码 联系电话 手机 手机号 手机号码 联系方式',
    ),
  ],
  ['notes', words('notes note remarks remark comments comment 备注 备注信息 说明')],
];

function words(text: string): string[] {
  return text.split(' ');
}
