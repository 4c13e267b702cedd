#!/bin/sh
# Installs Redmine and Puma from Debian's packages for bench/intake.ts. Run it as root; running it again changes nothing.
# The packages' own database is not made: the benchmark makes one on its cluster. No service is started or enabled.
set -eu

[ "$(id -u)" = 0 ] || { echo 'Запустите от root: sh bench/support/redmine-setup.sh' >&2; exit 1; }
if dpkg -s redmine redmine-pgsql puma >/dev/null 2>&1; then
  echo 'Redmine уже установлен'
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
echo 'redmine redmine/instances/default/dbconfig-install boolean false' | debconf-set-selections
apt-get update -qq
apt-get install -y -qq --no-install-recommends redmine redmine-pgsql puma
echo "Redmine $(dpkg-query -W -f '${Version}' redmine) установлен"
