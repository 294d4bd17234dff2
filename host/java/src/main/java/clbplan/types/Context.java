// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * Facts about the cluster. An absent one is unknown and has no default.
 *
 * @param clusterId Id of the cluster, {@code cls-…}: the value of the tag {@code tke-clusterId}.
 * @param clusterType Whether the cluster is managed or Serverless.
 * @param controllerConfig Data of the ConfigMap {@code kube-system/tke-service-controller-config}. It is also read
 *     from {@code live}.
 * @param controllerVersion Version of the Service controller, {@code v2.11.0}: decides which annotations it
 *     supports, and some defaults.
 * @param kubernetesVersion Kubernetes version, {@code 1.34} or {@code v1.34.1}: selects the validation rules; the
 *     newest known ones without it. Versions before 1.34 are checked by the rules of 1.34, and by the known
 *     differences from them.
 * @param lifecycleMode What the controller does when an edit requires another load balancer.
 * @param liveComplete True when {@code live} has every Service of the cluster. Without it that is assumed when
 *     {@code live} has the Service {@code default/kubernetes} and one of another namespace. Only then are load
 *     balancers without a Service listed.
 * @param manifestsCreate True when the manifests create their Services: none of those exists in the cluster, so
 *     none has a load balancer yet. Without it, a Service that is not in {@code live} may exist, unless {@code live}
 *     is complete.
 * @param manifestsReplace True when the manifests replace the live objects as a whole, as {@code kubectl replace}
 *     does; false when {@code kubectl apply} merges them: what only a live object has stays, unless the manifest that
 *     was applied last has it. Without it, they are merged where the live object records what was applied last, and
 *     replace it elsewhere.
 * @param networkModes Networks of the cluster's Pods.
 * @param quotas Limits of the account.
 * @param region Region of the cluster, {@code ap-guangzhou}.
 * @param serviceCidrs Ranges of the cluster's Service addresses, {@code 10.96.0.0/16}. They are also read from
 *     {@code live} (ServiceCIDR).
 * @param serviceNodePortRange Range of node ports, {@code 30000-32767}.
 * @param sharing True when several Services may share one load balancer.
 * @param uin Number of the account that owns the cluster.
 * @param vpcId VPC of the cluster, {@code vpc-…}.
 */
public record Context(
        String clusterId,
        ClusterType clusterType,
        Map<String, String> controllerConfig,
        String controllerVersion,
        String kubernetesVersion,
        LifecycleMode lifecycleMode,
        Boolean liveComplete,
        Boolean manifestsCreate,
        Boolean manifestsReplace,
        List<NetworkMode> networkModes,
        Quotas quotas,
        String region,
        List<String> serviceCidrs,
        String serviceNodePortRange,
        Boolean sharing,
        String uin,
        String vpcId) {
    /**
     * Makes a value with the members that are required.
     *
     * @return the value
     */
    public static Context of() {
        return new Context(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Returns a copy with another {@code clusterId}.
     *
     * @param clusterId Id of the cluster, {@code cls-…}: the value of the tag {@code tke-clusterId}.
     * @return the changed copy
     */
    public Context withClusterId(String clusterId) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code clusterType}.
     *
     * @param clusterType Whether the cluster is managed or Serverless.
     * @return the changed copy
     */
    public Context withClusterType(ClusterType clusterType) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code controllerConfig}.
     *
     * @param controllerConfig Data of the ConfigMap {@code kube-system/tke-service-controller-config}. It is also read
     *     from {@code live}.
     * @return the changed copy
     */
    public Context withControllerConfig(Map<String, String> controllerConfig) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code controllerVersion}.
     *
     * @param controllerVersion Version of the Service controller, {@code v2.11.0}: decides which annotations it
     *     supports, and some defaults.
     * @return the changed copy
     */
    public Context withControllerVersion(String controllerVersion) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code kubernetesVersion}.
     *
     * @param kubernetesVersion Kubernetes version, {@code 1.34} or {@code v1.34.1}: selects the validation rules; the
     *     newest known ones without it. Versions before 1.34 are checked by the rules of 1.34, and by the known
     *     differences from them.
     * @return the changed copy
     */
    public Context withKubernetesVersion(String kubernetesVersion) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code lifecycleMode}.
     *
     * @param lifecycleMode What the controller does when an edit requires another load balancer.
     * @return the changed copy
     */
    public Context withLifecycleMode(LifecycleMode lifecycleMode) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code liveComplete}.
     *
     * @param liveComplete True when {@code live} has every Service of the cluster. Without it that is assumed when
     *     {@code live} has the Service {@code default/kubernetes} and one of another namespace. Only then are load
     *     balancers without a Service listed.
     * @return the changed copy
     */
    public Context withLiveComplete(Boolean liveComplete) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code manifestsCreate}.
     *
     * @param manifestsCreate True when the manifests create their Services: none of those exists in the cluster, so
     *     none has a load balancer yet. Without it, a Service that is not in {@code live} may exist, unless {@code live}
     *     is complete.
     * @return the changed copy
     */
    public Context withManifestsCreate(Boolean manifestsCreate) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code manifestsReplace}.
     *
     * @param manifestsReplace True when the manifests replace the live objects as a whole, as {@code kubectl replace}
     *     does; false when {@code kubectl apply} merges them: what only a live object has stays, unless the manifest that
     *     was applied last has it. Without it, they are merged where the live object records what was applied last, and
     *     replace it elsewhere.
     * @return the changed copy
     */
    public Context withManifestsReplace(Boolean manifestsReplace) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code networkModes}.
     *
     * @param networkModes Networks of the cluster's Pods.
     * @return the changed copy
     */
    public Context withNetworkModes(List<NetworkMode> networkModes) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code quotas}.
     *
     * @param quotas Limits of the account.
     * @return the changed copy
     */
    public Context withQuotas(Quotas quotas) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code region}.
     *
     * @param region Region of the cluster, {@code ap-guangzhou}.
     * @return the changed copy
     */
    public Context withRegion(String region) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code serviceCidrs}.
     *
     * @param serviceCidrs Ranges of the cluster's Service addresses, {@code 10.96.0.0/16}. They are also read from
     *     {@code live} (ServiceCIDR).
     * @return the changed copy
     */
    public Context withServiceCidrs(List<String> serviceCidrs) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code serviceNodePortRange}.
     *
     * @param serviceNodePortRange Range of node ports, {@code 30000-32767}.
     * @return the changed copy
     */
    public Context withServiceNodePortRange(String serviceNodePortRange) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code sharing}.
     *
     * @param sharing True when several Services may share one load balancer.
     * @return the changed copy
     */
    public Context withSharing(Boolean sharing) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code uin}.
     *
     * @param uin Number of the account that owns the cluster.
     * @return the changed copy
     */
    public Context withUin(String uin) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }

    /**
     * Returns a copy with another {@code vpcId}.
     *
     * @param vpcId VPC of the cluster, {@code vpc-…}.
     * @return the changed copy
     */
    public Context withVpcId(String vpcId) {
        return new Context(clusterId, clusterType, controllerConfig, controllerVersion, kubernetesVersion, lifecycleMode, liveComplete, manifestsCreate, manifestsReplace, networkModes, quotas, region, serviceCidrs, serviceNodePortRange, sharing, uin, vpcId);
    }
}
