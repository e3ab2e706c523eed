#!/bin/sh
# Names of the brokers of kafka-hdi in Azure Private DNS, for the networks their clients are in.
#
# Do not link the zone to the brokers' own network: it would hide the names of all the cluster's other hosts there.
# Azure keeps cloudapp.net to itself; should it refuse a zone below that, coredns-custom.yaml does the same for pods.
set -eu

usage() {
  cat <<'END'
usage: RESOURCE_GROUP=<of the zone> private-dns.sh [--apply]

Says what zones, records and links are missing or different; with --apply it makes them so. Needs az, logged in.

exits with 0 when everything is there, 1 when something is missing or differs, 2 when that cannot be told
END
}

apply=
case $#:${1:-} in
  0:) ;;
  1:--apply) apply=yes ;;
  1:-h | 1:--help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
group=${RESOURCE_GROUP:-}
if [ -z "$group" ] || ! command -v az >/dev/null 2>&1; then
  usage >&2
  exit 2
fi
az account show --output none || exit 2

wrong=0
# wanted WHAT COMMAND...: told, or done.
wanted() {
  printf '%s\n' "$1"
  shift
  if [ -z "$apply" ]; then
    wrong=1
  elif ! "$@" --output none; then
    wrong=1
  fi
}

zone() {
  zone=$1
  found=$(az network private-dns zone list --resource-group "$group" --query "[?name=='$zone'].name | [0]" --output tsv) || exit 2
  [ -n "$found" ] || wanted "zone $zone: missing" az network private-dns zone create --resource-group "$group" --name "$zone"
  found=${found:+yes}
}

record() {
  name=$1 address=$2 current=
  [ -z "$found" ] || current=$(az network private-dns record-set a list --resource-group "$group" --zone-name "$zone" \
    --query "[?name=='$name'].join(' ', aRecords[].ipv4Address) | [0]" --output tsv) || exit 2
  [ "$current" != "$address" ] || return 0
  if [ -n "$current" ]; then
    wanted "$name.$zone: is $current, goes" az network private-dns record-set a delete --yes --resource-group "$group" \
      --zone-name "$zone" --name "$name"
  fi
  wanted "$name.$zone: $address" az network private-dns record-set a add-record --resource-group "$group" \
    --zone-name "$zone" --record-set-name "$name" --ipv4-address "$address"
}

link() {
  network=$(az network vnet list --query "[?name=='$1'].id | [0]" --output tsv) || exit 2
  if [ -z "$network" ]; then
    printf 'network %s: not in this subscription\n' "$1"
    wrong=1
    return
  fi
  linked=
  [ -z "$found" ] || linked=$(az network private-dns link vnet list --resource-group "$group" --zone-name "$zone" \
    --query "[?virtualNetwork.id=='$network'].name | [0]" --output tsv) || exit 2
  [ -n "$linked" ] || wanted "link to $1: missing" az network private-dns link vnet create --resource-group "$group" \
    --zone-name "$zone" --name "kafka-$1" --virtual-network "$network" --registration-enabled false
}

zone 'qf3xk2d0aebepb.ax.internal.cloudapp.net'
record 'wn0-kafka' '10.10.0.5'
record 'wn1-kafka' '10.10.0.6'
record 'wn2-kafka' '10.10.0.7'
link 'aks-vnet'
exit "$wrong"
