/** 대상의 CPU 프로파일에 관한 글. */
export const cpuProfile = {
  about:
    '{{duration durationMs}} 동안 수집했고 메인 스레드는 그 시간의 {{percent ratio}} 동안 바빴습니다. ' +
    '비율은 바쁜 시간을 기준으로 합니다. 스레드 풀의 일(비밀번호 해시, 압축)은 들어 있지 않습니다. ' +
    'Chrome DevTools로 target.cpuprofile을 열 수 있습니다',
  function: '함수',
  where: '위치',
  calledBy: '{{group}}, 호출: {{calledBy}}',
  self: '자체',
  inclusive: '호출한 것 포함',
  flame: '메인 스레드의 시간이 쓰인 곳',
  groups: '패키지별',
  name: '패키지',
  others: '기타',
};
