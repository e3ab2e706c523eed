// Charts through the engine of Helm 4, as `helm template` and `helm lint --strict` take them: see ../README.md.
package main

import (
	"slices"

	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/loader"
	"helm.sh/helm/v4/pkg/cli"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/getter"
	release "helm.sh/helm/v4/pkg/release/v1"
	"streamwright/tests/batch"
)

var getters = getter.All(cli.New())

func main() { batch.Serve(render) }

func render(request batch.Request) (rendered batch.Rendered, err error) {
	version, err := common.ParseKubeVersion(request.KubeVersion)
	if err != nil {
		return rendered, err
	}
	options := values.Options{ValueFiles: request.Values, Values: request.Set, JSONValues: request.SetJSON}
	given, err := options.MergeValues(getters)
	if err != nil {
		return rendered, err
	}
	if request.Lint {
		lint := action.NewLint()
		lint.Strict, lint.Namespace, lint.KubeVersion = true, request.Namespace, version
		for _, err := range lint.Run([]string{request.Chart}, given).Errors {
			rendered.Lint = append(rendered.Lint, err.Error())
		}
	}
	chart, err := loader.Load(request.Chart)
	if err != nil {
		return rendered, err
	}
	install := action.NewInstall(action.NewConfiguration())
	install.DryRunStrategy = action.DryRunClient
	install.Replace = true
	install.ReleaseName, install.Namespace, install.KubeVersion = request.Release, request.Namespace, version
	made, err := install.Run(chart, given)
	if err != nil {
		return rendered, err
	}
	installed := made.(*release.Release)
	rendered.Notes = installed.Info.Notes
	rendered.Objects = batch.Split(installed.Manifest)
	for _, hook := range installed.Hooks {
		if slices.Contains(hook.Events, release.HookTest) {
			rendered.Tests = append(rendered.Tests, hook.Manifest)
		} else {
			rendered.Objects = append(rendered.Objects, hook.Manifest)
		}
	}
	return rendered, nil
}
